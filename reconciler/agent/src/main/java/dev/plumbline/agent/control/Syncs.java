package dev.plumbline.agent.control;

import dev.plumbline.agent.api.ControlException;
import dev.plumbline.agent.api.SyncView;
import dev.plumbline.agent.loop.SyncIds;
import dev.plumbline.ledger.ChangeOutcome;
import dev.plumbline.ledger.ChangeRecord;
import dev.plumbline.ledger.LedgerEntry;
import dev.plumbline.reconcile.WorkspaceState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The syncs that people asked for and how they go. The newest hundred are remembered.
final class Syncs {
    private static final int REMEMBERED = 100;

    private static final class Sync {
        private final Map<String, Optional<SyncView.State>> workspaces = new LinkedHashMap<>();
        private final List<SyncView.Change> changes = new ArrayList<>();
        private String revision = "";
        private String message = "it waits for its turn";
        private boolean begun;
    }

    private final Map<String, Sync> syncs =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Sync> eldest) {
                    return size() > REMEMBERED;
                }
            };

    /// Remembers a sync of these workspaces and gives its id.
    synchronized String begin(List<String> workspaces) {
        String id = SyncIds.next();
        Sync sync = new Sync();
        workspaces.forEach(workspace -> sync.workspaces.put(workspace, Optional.empty()));
        syncs.put(id, sync);
        return id;
    }

    /// A pass that serves what was asked begins.
    synchronized void passing(String workspace) {
        open(workspace)
                .forEach(sync -> {
                    sync.begun = true;
                    sync.message = "it is being applied";
                });
    }

    synchronized void concluded(String workspace, LedgerEntry entry) {
        open(workspace)
                .forEach(sync ->
                        entry.changes()
                                .forEach(change -> sync.changes.add(change(workspace, change))));
    }

    private static SyncView.Change change(String workspace, ChangeRecord change) {
        return new SyncView.Change(
                workspace,
                change.action(),
                change.id().toString(),
                change.outcome().map(ChangeOutcome::word).orElse("pending"),
                change.outcome().map(ChangeOutcome::text).orElse("pending"),
                change.outcome().flatMap(ChangeOutcome::gotVersion));
    }

    /// A workspace came to rest: what was asked of it has come to something.
    synchronized void settled(WorkspaceState state) {
        SyncView.State outcome = SettledOutcome.of(state);
        for (Sync sync : open(state.name())) {
            if (sync.begun) {
                sync.workspaces.put(state.name(), Optional.of(outcome));
                sync.revision = state.commit().map(commit -> commit.revision().commit()).orElse("");
                sync.message = SettledOutcome.message(state, outcome);
            }
        }
    }

    private List<Sync> open(String workspace) {
        return syncs.values().stream()
                .filter(sync ->
                        Optional.<SyncView.State>empty().equals(sync.workspaces.get(workspace)))
                .toList();
    }

    synchronized SyncView view(String id) {
        Sync sync = syncs.get(id);
        if (sync == null) {
            throw ControlException.notFound(
                    "there is no sync \""
                            + id
                            + "\"; the agent remembers the newest "
                            + REMEMBERED
                            + " since it began");
        }
        return new SyncView(
                id,
                List.copyOf(sync.workspaces.keySet()),
                sync.revision,
                state(sync),
                sync.message,
                sync.changes);
    }

    private static SyncView.State state(Sync sync) {
        if (sync.workspaces.values().stream().anyMatch(Optional::isEmpty)) {
            return sync.begun ? SyncView.State.RUNNING : SyncView.State.QUEUED;
        }
        List<SyncView.State> ended =
                sync.workspaces.values().stream().flatMap(Optional::stream).toList();
        if (ended.contains(SyncView.State.FAILED)) {
            return SyncView.State.FAILED;
        }
        return ended.contains(SyncView.State.HELD) ? SyncView.State.HELD : SyncView.State.SUCCEEDED;
    }
}
