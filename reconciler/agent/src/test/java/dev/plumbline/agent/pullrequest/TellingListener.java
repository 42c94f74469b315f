package dev.plumbline.agent.pullrequest;

import dev.plumbline.agent.loop.LoopListener;
import dev.plumbline.agent.loop.RepositoryLoop;
import dev.plumbline.reconcile.Trigger;
import dev.plumbline.reconcile.WorkspaceReconciler;
import dev.plumbline.repository.Revision;
import java.util.Optional;

/// Tells the pull requests of a repository what its loop does.
final class TellingListener implements LoopListener {
    volatile Optional<PullRequests> talking = Optional.empty();

    @Override
    public void moved(RepositoryLoop loop, Revision head) {
        talking.ifPresent(PullRequests::moved);
    }

    @Override
    public void passing(WorkspaceReconciler workspace, Trigger trigger, String sync) {
        talking.ifPresent(each -> each.passing(workspace));
    }

    @Override
    public void settled(WorkspaceReconciler workspace) {
        talking.ifPresent(each -> each.settled(workspace));
    }

    @Override
    public void looked(RepositoryLoop loop) {
        talking.ifPresent(PullRequests::looked);
    }
}
