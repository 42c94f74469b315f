package dev.plumbline.agent.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The syncs of the past, newest first.
public record HistoryView(List<Sync> syncs) {
    public HistoryView {
        syncs = List.copyOf(syncs);
    }

    /// One sync.
    ///
    /// @param id the ledger record's id
    /// @param author who wrote the commit, as `Name <mail>`
    /// @param subject the first line of the commit's message
    /// @param outcome `succeeded`, `failed`, `held`, `superseded` or `running`; of what a person
    ///   did, `approved`, `revoked`, `suspended`, `resumed` or `undone`
    /// @param started when what was to be done was recorded, before the first act
    /// @param ended nothing while it runs, or when the agent was stopped in the middle
    /// @param durationSeconds from `started` to `ended`; nothing when nothing had to be done
    public record Sync(
            String id,
            String workspace,
            String revision,
            String author,
            String subject,
            Instant started,
            Optional<Instant> ended,
            Optional<Long> durationSeconds,
            String outcome,
            List<Approval> approvals,
            List<SyncView.Change> changes) {
        public Sync {
            approvals = List.copyOf(approvals);
            changes = List.copyOf(changes);
        }
    }

    /// Who let it through, and where: a pull request's URL or the command.
    public record Approval(String by, String where, Instant at) {}
}
