package dev.plumbline.agent.api;

import java.util.List;
import java.util.Optional;

/// What to approve, or to approve no more.
///
/// @param resources the changes, by the ids of their resources; all that wait when absent or empty,
///   which needs `commit`
/// @param commit a commit, branch or tag: what waits must be of that commit
/// @param comment why, for the record
/// @param revoke takes the caller's approvals back
public record ApprovalRequest(
        Optional<List<String>> resources,
        Optional<String> commit,
        Optional<String> comment,
        boolean revoke) {
    public ApprovalRequest(
            List<String> resources,
            Optional<String> commit,
            Optional<String> comment,
            boolean revoke) {
        this(Optional.of(List.copyOf(resources)), commit, comment, revoke);
    }

    /// The ids of the resources; none for all that wait.
    public List<String> ids() {
        return resources.orElse(List.of());
    }
}
