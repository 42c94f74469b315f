package dev.plumbline.agent.pullrequest;

import dev.plumbline.agent.loop.RepositoryLoop;
import dev.plumbline.agent.pullrequest.Preview.Result;
import dev.plumbline.gate.GatedPlan;
import dev.plumbline.plan.LastApplied;
import dev.plumbline.plan.Subject;
import dev.plumbline.platform.PlatformException;
import dev.plumbline.reconcile.Head;
import dev.plumbline.reconcile.Trigger;
import dev.plumbline.reconcile.WorkspaceReconciler;
import dev.plumbline.repository.GitRepository;
import dev.plumbline.repository.Revision;
import dev.plumbline.repository.TrialMerge;
import dev.plumbline.webhooks.forge.Forge;
import dev.plumbline.webhooks.forge.PullRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Plans what merging pull requests would leave: their head merged into the branch in the clone's
/// object database, and nothing of them checked out or run.
final class Previewing {
    private final RepositoryLoop loop;
    private final Forge forge;

    Previewing(RepositoryLoop loop, Forge forge) {
        this.loop = loop;
        this.forge = forge;
    }

    /// @param superseded whether the pull request has moved on; asked before each workspace
    /// @return empty when it was superseded, or the branch has no commit yet
    Optional<Preview> of(PullRequest pullRequest, BooleanSupplier superseded) {
        GitRepository repository = loop.repository();
        Optional<Revision> base = repository.head();
        if (base.isEmpty()) {
            return Optional.empty();
        }
        if (!repository.has(pullRequest.head())) {
            repository.fetchProposed(forge.headRef(pullRequest));
        }
        Optional<Revision> merged = new TrialMerge(repository).of(base.get(), pullRequest.head());
        return merged.isEmpty()
                ? Optional.of(
                        Preview.conflicting(
                                pullRequest,
                                base.get(),
                                loop.heads(base.get()).stream().map(this::name).toList()))
                : planned(pullRequest, base.get(), merged.get(), superseded);
    }

    private Optional<Preview> planned(
            PullRequest pullRequest, Revision base, Revision merged, BooleanSupplier superseded) {
        List<Preview.Workspace> workspaces = new ArrayList<>();
        for (Head head : loop.heads(merged)) {
            if (superseded.getAsBoolean()) {
                return Optional.empty();
            }
            workspaces.add(new Preview.Workspace(name(head), result(head)));
        }
        return Optional.of(new Preview(pullRequest, base, false, workspaces));
    }

    private String name(Head head) {
        return loop.options().name() + "/" + head.specs().config().name();
    }

    private Result result(Head head) {
        if (!head.specs().errors().isEmpty()) {
            return new Result.Invalid(head.specs().errors());
        }
        WorkspaceReconciler reconciler = loop.previewing(head.specs().config());
        try {
            GatedPlan plan = reconciler.preview(head, Trigger.look("preview"));
            LastApplied last = reconciler.ledger().lastApplied();
            return new Result.Planned(
                    plan,
                    plan.plan().changes().stream()
                            .flatMap(change -> Subject.of(change, last).stream())
                            .toList());
        } catch (PlatformException e) {
            return new Result.Unknown(String.valueOf(e.getMessage()));
        }
    }
}
