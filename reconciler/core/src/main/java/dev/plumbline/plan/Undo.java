package dev.plumbline.plan;

import dev.plumbline.resource.Digest;
import dev.plumbline.resource.ResourceId;
import java.util.List;
import java.util.Optional;

/// An endpoint that someone put back to what an earlier release held of it. What the commit
/// declares of the endpoint is not applied before another commit changes that.
///
/// @param specs what the commit that was undone declares of the endpoint
/// @param from the release that was undone, by the ledger's own commit; empty when there was none
///   yet
/// @param fromCommit the commit that was undone
/// @param to the release that it went back to, by the ledger's own commit
/// @param toCommit the commit of that release
/// @param undoes what the release that was undone holds of the endpoint; nothing when there was
///   none
/// @param restores what that release holds of the endpoint: its traffic, and the deployments that
///   it goes to
public record Undo(
        ResourceId endpoint,
        String by,
        Optional<String> reason,
        Digest specs,
        Optional<String> from,
        String fromCommit,
        String to,
        String toCommit,
        List<Subject> undoes,
        List<Subject> restores) {
    public Undo {
        undoes = List.copyOf(undoes);
        restores = List.copyOf(restores);
    }

    /// Whether a resource is the endpoint, one of its deployments or its traffic.
    public boolean covers(ResourceId id) {
        return Suspension.covers(endpoint, id);
    }
}
