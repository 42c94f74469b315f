package dev.plumbline.agent.api;

import java.util.List;

/// What someone approved, or approves no more.
///
/// @param act `approval` or `revocation`
public record ApprovalView(
        String act,
        String by,
        String workspace,
        String repository,
        String revision,
        List<Change> changes) {
    public ApprovalView {
        changes = List.copyOf(changes);
    }

    public record Change(String action, String id) {}
}
