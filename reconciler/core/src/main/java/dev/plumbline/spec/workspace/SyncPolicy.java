package dev.plumbline.spec.workspace;

import java.time.Duration;
import java.util.List;

/// When a workspace is applied without being asked.
///
/// @param automated a new commit is applied; otherwise it waits for `plumb sync`
/// @param prune what a commit removed is deleted; otherwise it is reported
/// @param selfHeal edits on the platform are undone; otherwise they are reported
/// @param gracePeriod how long a person's edit of traffic or scale stays before it is undone
/// @param keepWarm how long a removed deployment is kept after its traffic was moved away
/// @param pruneGuard which deletes wait until someone confirms them
/// @param windows when changes are applied, and when not
public record SyncPolicy(
        boolean automated,
        boolean prune,
        boolean selfHeal,
        Duration gracePeriod,
        Duration keepWarm,
        List<SyncWindow> windows,
        PruneGuard pruneGuard) {
    public static final SyncPolicy DEFAULT =
            new SyncPolicy(
                    true,
                    true,
                    true,
                    Duration.ofHours(1),
                    Duration.ofHours(1),
                    List.of(),
                    PruneGuard.DEFAULT);

    public SyncPolicy {
        windows = List.copyOf(windows);
    }

    /// The same, holding what another guard holds too.
    SyncPolicy with(PruneGuard guard) {
        return new SyncPolicy(
                automated, prune, selfHeal, gracePeriod, keepWarm, windows, pruneGuard.and(guard));
    }
}
