package dev.plumbline.agent.api;

import java.util.List;
import java.util.Optional;

/// Whether the ledgers are as the agent writes them.
///
/// @param sound whether nothing was found in any
public record AuditView(boolean sound, List<Workspace> workspaces) {
    public AuditView {
        workspaces = List.copyOf(workspaces);
    }

    /// The ledger of one workspace.
    ///
    /// @param head the newest entry; nothing when there is none
    /// @param entries commits of the ledger, `releases` of which are releases and `signed` of which
    ///   carry a signature
    /// @param proves what holds when nothing was found
    /// @param provesNot what the ledger cannot tell
    public record Workspace(
            String name,
            String repository,
            boolean sound,
            Optional<String> head,
            int entries,
            int releases,
            int signed,
            List<Finding> findings,
            List<String> proves,
            List<String> provesNot) {
        public Workspace {
            findings = List.copyOf(findings);
            proves = List.copyOf(proves);
            provesNot = List.copyOf(provesNot);
        }
    }

    /// Something that is not as it should be.
    ///
    /// @param entry the ledger's commit; nothing when it is about the whole
    public record Finding(Optional<String> entry, String message) {}
}
