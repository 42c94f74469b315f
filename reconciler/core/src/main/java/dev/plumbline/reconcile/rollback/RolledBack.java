package dev.plumbline.reconcile.rollback;

import java.util.List;

/// Where a rollback went, or would go.
///
/// @param branch the branch that holds it
/// @param followed whether that is the one that the agent follows, so that it is applied
/// @param because why it is not
public record RolledBack(Rollback rollback, String branch, boolean followed, List<String> because) {
    public RolledBack {
        because = List.copyOf(because);
    }
}
