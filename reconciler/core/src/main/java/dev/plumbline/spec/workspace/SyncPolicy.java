package dev.plumbline.spec.workspace;

import java.time.Duration;
import java.util.List;

/// When a workspace is applied without being asked.
///
/// @param automated a new commit is applied; otherwise it waits for `plumb sync`
/// @param prune what a commit removed is deleted; otherwise it is reported
/// @param selfHeal edits on the platform are undone; otherwise they are reported
/// @param gracePeriod how long a person's edit of traffic or scale stays before it is undone
/// @param windows when changes are applied, and when not
public record SyncPolicy(
        boolean automated,
        boolean prune,
        boolean selfHeal,
        Duration gracePeriod,
        List<SyncWindow> windows) {
    public static final SyncPolicy DEFAULT =
            new SyncPolicy(true, true, true, Duration.ofHours(1), List.of());

    public SyncPolicy {
        windows = List.copyOf(windows);
    }
}
