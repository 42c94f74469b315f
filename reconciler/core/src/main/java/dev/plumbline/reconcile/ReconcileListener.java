package dev.plumbline.reconcile;

import dev.plumbline.gate.GatedPlan;
import dev.plumbline.ledger.LedgerEntry;
import dev.plumbline.platform.Change;
import dev.plumbline.platform.Outcome;
import dev.plumbline.spec.problem.Problem;
import java.util.List;

/// Hears what passes do, as they do it. Called on the pass's own threads; must return soon and not
/// throw.
public interface ReconcileListener {
    ReconcileListener NONE = new ReconcileListener() {};

    /// A pass has a plan with something to do.
    default void planned(String workspace, GatedPlan plan) {}

    default void outcome(String workspace, Change change, Outcome outcome) {}

    default void blocked(String workspace, List<Problem> problems) {}

    /// The ledger was rewritten: the workspace waits until someone put it back or accepted it.
    default void rewritten(String workspace, String what) {}

    default void concluded(String workspace, LedgerEntry entry) {}
}
