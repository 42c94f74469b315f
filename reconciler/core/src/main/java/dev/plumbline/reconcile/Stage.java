package dev.plumbline.reconcile;

import java.util.Locale;

/// The stages of a reconcile, in their order. A repository is fetched and loaded as a whole, the
/// others are of a workspace.
public enum Stage {
    FETCH,
    LOAD,
    OBSERVE,
    PLAN,
    GATE,
    APPLY,
    RECORD;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
