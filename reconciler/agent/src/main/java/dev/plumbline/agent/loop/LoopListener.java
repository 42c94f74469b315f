package dev.plumbline.agent.loop;

import dev.plumbline.platform.Change;
import dev.plumbline.platform.Outcome;
import dev.plumbline.reconcile.ReconcileListener;
import dev.plumbline.reconcile.Trigger;
import dev.plumbline.reconcile.WorkspaceReconciler;
import dev.plumbline.repository.Revision;
import java.util.function.Supplier;

/// Where the loops are heard from.
public interface LoopListener extends ReconcileListener {
    /// The followed branch of a repository has another head.
    default void moved(RepositoryLoop loop, Revision head) {}

    /// A pass of a workspace begins.
    ///
    /// @param sync the id of the sync, which takes as many passes as it needs
    default void passing(WorkspaceReconciler workspace, Trigger trigger, String sync) {}

    /// Asks the platform for a change, once, and gives what came of it: who listens can measure it.
    /// Called on many threads.
    default Outcome change(String workspace, Change change, Supplier<Outcome> start) {
        return start.get();
    }

    /// A workspace has nothing left to do now.
    default void settled(WorkspaceReconciler workspace) {}

    /// A round is over.
    default void looked(RepositoryLoop loop) {}
}
