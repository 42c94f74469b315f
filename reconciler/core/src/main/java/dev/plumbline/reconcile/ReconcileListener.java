package dev.plumbline.reconcile;

import dev.plumbline.gate.GatedPlan;
import dev.plumbline.ledger.LedgerEntry;
import dev.plumbline.platform.Change;
import dev.plumbline.platform.Outcome;
import dev.plumbline.spec.problem.Problem;
import java.util.List;
import java.util.function.Supplier;

/// Hears what passes do, as they do it. Called on the pass's own threads; must return soon and not
/// throw.
public interface ReconcileListener {
    ReconcileListener NONE = new ReconcileListener() {};

    /// Does the work of a stage, once, and gives what it gives: who listens can measure it.
    ///
    /// @param of the workspace, or the repository for what is done of it as a whole
    default <T> T stage(String of, Stage stage, Supplier<T> work) {
        return work.get();
    }

    /// A pass has a plan with something to do.
    default void planned(String workspace, GatedPlan plan) {}

    default void outcome(String workspace, Change change, Outcome outcome) {}

    default void blocked(String workspace, List<Problem> problems) {}

    /// The ledger was rewritten: the workspace waits until someone put it back or accepted it.
    default void rewritten(String workspace, String what) {}

    default void concluded(String workspace, LedgerEntry entry) {}
}
