package dev.plumbline.agent.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What was put back, and how far.
///
/// @param from the commit that was undone
/// @param to the commit whose release it went back to
/// @param release that release, as the ledger's own commit
/// @param until how long edits are left alone
/// @param done whether the traffic goes to where it went then
/// @param cold the deployments that had to be made as they were; the traffic follows once they
///   answer
/// @param faults what could not be done and is tried again
/// @param command what makes it last: the revert, as a commit
/// @param proposed whether a pull request that makes it last is opened as soon as the forge answers
public record UndoView(
        String by,
        String workspace,
        String repository,
        String endpoint,
        String from,
        String to,
        String release,
        Instant until,
        Optional<String> reason,
        boolean done,
        List<String> cold,
        List<String> faults,
        String command,
        boolean proposed) {
    public UndoView {
        cold = List.copyOf(cold);
        faults = List.copyOf(faults);
    }
}
