package dev.plumbline.agent.loop;

import dev.plumbline.ledger.Ledger;
import dev.plumbline.ledger.LedgerEntry;
import dev.plumbline.reconcile.Head;
import dev.plumbline.reconcile.WorkspaceReconciler;
import dev.plumbline.repository.Revision;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// What workspaces saw last of the ledgers of those that they release from: an entry that is new to
/// one, made here or brought by a fetch, is cause to look at it.
final class UpstreamNews {
    private final Map<String, Optional<Revision>> seen = new ConcurrentHashMap<>();

    /// Whether the ledger of the workspace that a head releases from holds something that was not
    /// seen yet; it is seen then.
    ///
    /// @param workspaces the workspaces of the repository, by their short names
    boolean isFor(Head head, Function<String, Optional<WorkspaceReconciler>> workspaces) {
        return head.specs()
                .config()
                .releaseFrom()
                .flatMap(workspaces)
                .map(upstream -> newest(upstream.ledger()))
                .filter(newest -> !newest.equals(seen.put(head.specs().config().name(), newest)))
                .isPresent();
    }

    private static Optional<Revision> newest(Ledger ledger) {
        return ledger.history(1).stream().map(LedgerEntry::revision).findFirst();
    }

    void forgetAllBut(Collection<String> workspaces) {
        seen.keySet().retainAll(workspaces);
    }
}
