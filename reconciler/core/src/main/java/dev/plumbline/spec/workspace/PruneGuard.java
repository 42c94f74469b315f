package dev.plumbline.spec.workspace;

import dev.plumbline.resource.Kind;
import java.math.BigDecimal;
import java.util.Set;
import java.util.TreeSet;

/// Which deletes wait until someone confirms them.
///
/// @param maxShare of the workspace's resources that are deleted unconfirmed, from 0 to 1
/// @param alwaysAllowed how many deletes no share is looked at for: a small workspace is soon half
///   gone
/// @param confirm the kinds of which each delete is confirmed. An endpoint's takes its deployments
///   and its traffic along
public record PruneGuard(BigDecimal maxShare, int alwaysAllowed, Set<String> confirm) {
    public static final PruneGuard DEFAULT =
            new PruneGuard(
                    new BigDecimal("0.5"),
                    5,
                    Set.of(
                            "online-endpoint",
                            "batch-endpoint",
                            "compute",
                            "datastore",
                            "connection"));

    /// What holds nothing.
    public static final PruneGuard NONE =
            new PruneGuard(BigDecimal.ONE, Integer.MAX_VALUE, Set.of());

    public PruneGuard {
        maxShare = maxShare.signum() == 0 ? BigDecimal.ZERO : maxShare.stripTrailingZeros();
        confirm = Set.copyOf(confirm);
    }

    /// Whether so many of all are too many.
    public boolean isExceededBy(long deletes, long resources) {
        return deletes > alwaysAllowed
                && BigDecimal.valueOf(deletes)
                                .compareTo(maxShare.multiply(BigDecimal.valueOf(resources)))
                        > 0;
    }

    public boolean confirms(Kind kind) {
        return confirm.contains(kind.word());
    }

    /// What holds everything that one of the two holds.
    public PruneGuard and(PruneGuard other) {
        Set<String> both = new TreeSet<>(confirm);
        both.addAll(other.confirm);
        return new PruneGuard(
                maxShare.min(other.maxShare), Math.min(alwaysAllowed, other.alwaysAllowed), both);
    }
}
