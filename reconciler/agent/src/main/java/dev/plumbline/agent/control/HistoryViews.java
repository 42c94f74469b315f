package dev.plumbline.agent.control;

import dev.plumbline.agent.api.HistoryView;
import dev.plumbline.agent.api.SyncView;
import dev.plumbline.ledger.Act;
import dev.plumbline.ledger.ChangeOutcome;
import dev.plumbline.ledger.ChangeRecord;
import dev.plumbline.ledger.LedgerEntry;
import dev.plumbline.repository.GitRepository;
import dev.plumbline.repository.RepositoryException;
import dev.plumbline.resource.ResourceId;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The ledger as the contract has it.
final class HistoryViews {
    private HistoryViews() {}

    static HistoryView of(List<Workspaces.Found> workspaces, Optional<ResourceId> id, int limit) {
        return new HistoryView(
                workspaces.stream()
                        .flatMap(workspace ->
                                entries(workspace, id, limit).stream()
                                        .map(entry -> sync(workspace, entry)))
                        .sorted(Comparator.comparing(HistoryView.Sync::started).reversed())
                        .limit(limit)
                        .toList());
    }

    private static List<LedgerEntry> entries(
            Workspaces.Found workspace, Optional<ResourceId> id, int limit) {
        var ledger = workspace.reconciler().ledger();
        return id.map(resource -> ledger.history(resource, limit))
                .orElseGet(() -> ledger.history(limit));
    }

    private static HistoryView.Sync sync(Workspaces.Found workspace, LedgerEntry entry) {
        if (entry.act().isPresent()) {
            return act(workspace, entry, entry.act().get());
        }
        return new HistoryView.Sync(
                entry.revision().commit(),
                workspace.fullName(),
                entry.source().commit(),
                entry.sourceAuthor().orElse(""),
                subject(workspace.loop().repository(), entry),
                entry.began().orElse(entry.time()),
                ended(entry),
                duration(entry),
                entry.isIntent() ? "running" : entry.outcome().word().toLowerCase(Locale.ROOT),
                entry.approvedBy().stream()
                        .map(by -> new HistoryView.Approval(by, "", entry.time()))
                        .toList(),
                entry.changes().stream().map(change -> change(workspace, change)).toList());
    }

    /// What a person did, as an entry whose changes are what it was about.
    private static HistoryView.Sync act(Workspaces.Found workspace, LedgerEntry entry, Act act) {
        String outcome =
                switch (act.kind()) {
                    case APPROVAL -> "approved";
                    case REVOCATION -> "revoked";
                };
        return new HistoryView.Sync(
                entry.revision().commit(),
                workspace.shortName(),
                entry.source().commit(),
                entry.sourceAuthor().orElse(""),
                subject(workspace.loop().repository(), entry),
                entry.time(),
                Optional.of(entry.time()),
                Optional.empty(),
                outcome,
                List.of(
                        new HistoryView.Approval(
                                act.by(), act.comment().orElse("plumb approve"), entry.time())),
                act.subjects().stream()
                        .map(each ->
                                new SyncView.Change(
                                        workspace.shortName(),
                                        each.action(),
                                        each.id().toString(),
                                        outcome,
                                        "",
                                        Optional.empty()))
                        .toList());
    }

    private static Optional<Instant> ended(LedgerEntry entry) {
        return entry.isIntent() ? Optional.empty() : Optional.of(entry.time());
    }

    private static Optional<Long> duration(LedgerEntry entry) {
        return ended(entry)
                .flatMap(end ->
                        entry.began().map(began -> Duration.between(began, end).toSeconds()));
    }

    private static String subject(GitRepository repository, LedgerEntry entry) {
        try {
            return repository.commit(entry.source()).subject();
        } catch (RepositoryException _) {
            return entry.subject();
        }
    }

    private static SyncView.Change change(Workspaces.Found workspace, ChangeRecord change) {
        Optional<ChangeOutcome> outcome = change.outcome();
        return new SyncView.Change(
                workspace.fullName(),
                change.action(),
                change.id().toString(),
                outcome.map(ChangeOutcome::word).orElse("running"),
                change.reason()
                        + outcome.flatMap(ChangeOutcome::why).map(why -> ": " + why).orElse(""),
                outcome.flatMap(ChangeOutcome::gotVersion));
    }
}
