package dev.plumbline.plan;

import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import java.time.Instant;
import java.util.Optional;

/// What someone wants left alone on the platform for a while: edits of it are reported and not
/// undone. An endpoint covers its deployments and its traffic.
///
/// @param by who asked for it
/// @param until when it ends by itself
/// @param reason why, in their words
public record Suspension(ResourceId id, String by, Instant until, Optional<String> reason) {
    public boolean covers(ResourceId other) {
        return covers(id, other);
    }

    static boolean covers(ResourceId id, ResourceId other) {
        boolean belongsToEndpoint =
                other.kind() == Kind.ONLINE_DEPLOYMENT || other.kind() == Kind.TRAFFIC;
        return other.equals(id)
                || belongsToEndpoint
                        && id.equals(new ResourceId(Kind.ONLINE_ENDPOINT, other.endpoint()));
    }

    public boolean isOver(Instant now) {
        return !now.isBefore(until);
    }

    /// For people: `suspended by ada until 2026-11-23T14:00:00Z (incident 12)`.
    public String words() {
        return "suspended by "
                + by
                + " until "
                + until
                + reason.map(why -> " (" + why + ")").orElse("");
    }
}
