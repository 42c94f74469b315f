package dev.plumbline.agent.control;

import dev.plumbline.agent.api.HistoryView;
import dev.plumbline.agent.api.SyncView;
import dev.plumbline.ledger.Act;
import dev.plumbline.ledger.ChangeOutcome;
import dev.plumbline.ledger.ChangeRecord;
import dev.plumbline.ledger.LedgerEntry;
import dev.plumbline.plan.Suspension;
import dev.plumbline.plan.Undo;
import dev.plumbline.repository.GitRepository;
import dev.plumbline.repository.RepositoryException;
import dev.plumbline.repository.Revision;
import dev.plumbline.resource.ResourceId;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

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
                    case SUSPENSION -> "suspended";
                    case RESUMPTION -> "resumed";
                    case UNDO -> "undone";
                };
        return new HistoryView.Sync(
                entry.revision().commit(),
                workspace.fullName(),
                entry.source().commit(),
                entry.sourceAuthor().orElse(""),
                subject(workspace.loop().repository(), entry),
                entry.time(),
                Optional.of(entry.time()),
                Optional.empty(),
                outcome,
                List.of(
                        new HistoryView.Approval(
                                act.by(), act.comment().orElse(command(act)), entry.time())),
                Stream.of(
                                act.subjects().stream()
                                        .map(each ->
                                                did(
                                                        workspace,
                                                        each.action(),
                                                        each.id(),
                                                        outcome,
                                                        "")),
                                act.suspensions().stream()
                                        .map(each ->
                                                did(
                                                        workspace,
                                                        "none",
                                                        each.id(),
                                                        suspended(act),
                                                        until(act, each))),
                                act.undos().stream()
                                        .map(each ->
                                                did(
                                                        workspace,
                                                        "none",
                                                        each.endpoint(),
                                                        outcome,
                                                        fromTo(each))))
                        .flatMap(changes -> changes)
                        .toList());
    }

    private static String command(Act act) {
        return switch (act.kind()) {
            case APPROVAL, REVOCATION -> "plumb approve";
            case SUSPENSION -> "plumb suspend";
            case RESUMPTION -> "plumb resume";
            case UNDO -> "plumb undo";
        };
    }

    private static SyncView.Change did(
            Workspaces.Found workspace,
            String action,
            ResourceId id,
            String state,
            String message) {
        return new SyncView.Change(
                workspace.fullName(), action, id.toString(), state, message, Optional.empty());
    }

    private static String suspended(Act act) {
        return act.kind() == Act.Kind.RESUMPTION ? "resumed" : "suspended";
    }

    private static String until(Act act, Suspension suspension) {
        return act.kind() == Act.Kind.RESUMPTION
                ? ""
                : "edits on the platform stay until " + suspension.until();
    }

    private static String fromTo(Undo undo) {
        return "from commit %s back to commit %s, release %s"
                .formatted(
                        new Revision(undo.fromCommit()).shortForm(),
                        new Revision(undo.toCommit()).shortForm(),
                        new Revision(undo.to()).shortForm());
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
