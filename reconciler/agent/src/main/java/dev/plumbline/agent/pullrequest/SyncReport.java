package dev.plumbline.agent.pullrequest;

import dev.plumbline.agent.api.SyncView;
import dev.plumbline.agent.cli.text.Markdown;
import dev.plumbline.agent.cli.text.Words;
import dev.plumbline.agent.control.SettledOutcome;
import dev.plumbline.gate.GatedPlan;
import dev.plumbline.ledger.ChangeOutcome;
import dev.plumbline.ledger.LedgerEntry;
import dev.plumbline.reconcile.WorkspaceState;
import dev.plumbline.repository.Revision;
import dev.plumbline.webhooks.forge.CommitStatus;
import java.net.URI;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a workspace makes of a commit, as the commit and its pull request show it.
///
/// @param workspace the full name
/// @param comment on the pull request that brought the commit; empty while nothing came of it
record SyncReport(
        String workspace, Revision commit, CommitStatus status, Optional<String> comment) {
    private static final int MOST_ROWS = 100;

    static SyncReport begun(String workspace, Revision commit, PageLinks pages) {
        return new SyncReport(
                workspace,
                commit,
                new CommitStatus(
                        PreviewText.context(workspace),
                        CommitStatus.State.PENDING,
                        "it is being applied",
                        pages.workspace(workspace)),
                Optional.empty());
    }

    /// @param released the release that tells of the commit, if there is one
    static SyncReport settled(
            WorkspaceState state,
            Revision commit,
            Optional<LedgerEntry> released,
            PageLinks pages) {
        SyncView.State outcome = SettledOutcome.of(state);
        String message = SettledOutcome.message(state, outcome);
        CommitStatus.State shown =
                switch (outcome) {
                    case SUCCEEDED -> CommitStatus.State.SUCCESS;
                    case FAILED -> CommitStatus.State.FAILURE;
                    case HELD, QUEUED, RUNNING, SUPERSEDED -> CommitStatus.State.PENDING;
                };
        Optional<URI> page =
                released.flatMap(entry -> pages.sync(state.name(), entry.revision().commit()))
                        .or(() -> pages.workspace(state.name()));
        return new SyncReport(
                state.name(),
                commit,
                new CommitStatus(PreviewText.context(state.name()), shown, message, page),
                Optional.of(
                        comment(state, commit, outcome, message, released)
                                + page.map(SyncReport::link).orElse("")));
    }

    private static String comment(
            WorkspaceState state,
            Revision commit,
            SyncView.State outcome,
            String message,
            Optional<LedgerEntry> released) {
        String word =
                switch (outcome) {
                    case SUCCEEDED -> "applied";
                    case FAILED -> "failed";
                    case HELD -> "held";
                    case QUEUED, RUNNING, SUPERSEDED -> "under way";
                };
        return "### `%s` at `%s`: %s\n\n%s.\n%s%s"
                .formatted(
                        state.name(),
                        commit.shortForm(),
                        word,
                        Markdown.text(message),
                        released.map(SyncReport::changes).orElse(""),
                        state.plan().map(SyncReport::held).orElse(""));
    }

    private static String link(URI page) {
        return "\n[More about it](<%s>)\n".formatted(page);
    }

    private static String changes(LedgerEntry released) {
        if (released.changes().isEmpty()) {
            return "";
        }
        int more = released.changes().size() - MOST_ROWS;
        return "\n| Action | Resource | Outcome |\n|---|---|---|\n"
                + released.changes().stream()
                        .limit(MOST_ROWS)
                        .map(change ->
                                "| %s | %s | %s |\n"
                                        .formatted(
                                                change.action(),
                                                Markdown.code(change.id().toString()),
                                                change.outcome()
                                                        .map(ChangeOutcome::text)
                                                        .map(Markdown::text)
                                                        .orElse("pending")))
                        .collect(Collectors.joining())
                + (more > 0 ? "\nand %s\n".formatted(Words.count(more, "more change")) : "")
                + "\nLedger entry `%s`%s.\n"
                        .formatted(
                                released.revision().shortForm(),
                                released.approvedBy().isEmpty()
                                        ? ""
                                        : ", approved by "
                                                + Markdown.text(
                                                        String.join(", ", released.approvedBy())));
    }

    private static String held(GatedPlan plan) {
        return plan.heldBack().isEmpty()
                ? ""
                : "\n| Held | Why |\n|---|---|\n"
                        + plan.heldBack().entrySet().stream()
                                .limit(MOST_ROWS)
                                .map(held ->
                                        "| %s | %s |\n"
                                                .formatted(
                                                        Markdown.code(held.getKey().toString()),
                                                        Markdown.text(held.getValue())))
                                .collect(Collectors.joining());
    }
}
