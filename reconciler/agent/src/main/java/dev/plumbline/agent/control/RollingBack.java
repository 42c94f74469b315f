package dev.plumbline.agent.control;

import dev.plumbline.agent.api.Caller;
import dev.plumbline.agent.api.ControlException;
import dev.plumbline.agent.api.PlanView;
import dev.plumbline.agent.api.ProposedView;
import dev.plumbline.agent.api.RollbackRequest;
import dev.plumbline.agent.api.RollbackView;
import dev.plumbline.agent.loop.RepositoryLoop;
import dev.plumbline.plan.Undo;
import dev.plumbline.reconcile.ActRefused;
import dev.plumbline.reconcile.Head;
import dev.plumbline.reconcile.rollback.Rollback;
import dev.plumbline.reconcile.rollback.RollbackDesk;
import dev.plumbline.reconcile.rollback.RolledBack;
import dev.plumbline.repository.Person;
import dev.plumbline.repository.RepositoryException;
import dev.plumbline.repository.Revision;
import dev.plumbline.webhooks.forge.ForgeException;
import dev.plumbline.webhooks.forge.Proposal;
import dev.plumbline.webhooks.forge.PullRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes workspaces back to earlier commits.
final class RollingBack {
    private static final Logger LOG = LoggerFactory.getLogger(RollingBack.class);

    private final Workspaces workspaces;
    private final Map<String, Proposer> proposers;

    /// @param proposers what opens pull requests, by repository
    RollingBack(Workspaces workspaces, Map<String, ? extends Proposer> proposers) {
        this.workspaces = workspaces;
        this.proposers = Map.copyOf(proposers);
    }

    RollbackView rollback(Optional<String> workspace, RollbackRequest request, Caller caller) {
        String to =
                request.to()
                        .filter(text -> !text.isBlank())
                        .orElseThrow(() ->
                                ControlException.invalid(
                                        "the body names no \"to\": the commit to go back to"));
        Workspaces.Found found = workspaces.only(workspace);
        Optional<Proposer> proposer = proposer(found, request);
        RollbackDesk desk = found.loop().rollbacks(found.fullName());
        var asked = asked(to, request, caller);
        try {
            RolledBack rolled = request.dryRun() ? desk.preview(asked) : desk.roll(asked);
            if (rolled.followed() && !request.dryRun()) {
                found.loop().repositoryChanged("plumb rollback by " + caller.name());
            }
            RollbackView view = view(found, request, caller, rolled);
            boolean branchAlone = request.branch().isPresent() && !request.pullRequest();
            return rolled.followed() || branchAlone
                    ? view
                    : proposer.map(forge -> propose(forge, request, view)).orElse(view);
        } catch (ActRefused e) {
            throw ControlException.conflict(String.valueOf(e.getMessage()));
        } catch (RepositoryException e) {
            throw refusal(e);
        }
    }

    private static dev.plumbline.reconcile.rollback.RollbackRequest asked(
            String to, RollbackRequest request, Caller caller) {
        return new dev.plumbline.reconcile.rollback.RollbackRequest(
                to,
                new Person(caller.name(), caller.mails()),
                request.reason(),
                request.branch(),
                request.pullRequest());
    }

    /// What opens the pull request, if there is one to open.
    private Optional<Proposer> proposer(Workspaces.Found found, RollbackRequest request) {
        String repository = found.loop().options().name();
        Optional<Proposer> proposer = Optional.ofNullable(proposers.get(repository));
        if (request.pullRequest() && proposer.isEmpty()) {
            throw ControlException.conflict(
                    "nothing was pushed: no forge is configured that opens pull requests of the repository \"%s\"; set `forge` with a token in the agent's configuration, or use --branch and open one by hand"
                            .formatted(repository));
        }
        return proposer;
    }

    private static RollbackView propose(
            Proposer proposer, RollbackRequest request, RollbackView view) {
        Proposal proposal = RollbackProposal.of(view);
        if (request.dryRun()) {
            return view.proposed(ProposedView.planned(proposal.title()));
        }
        try {
            PullRequest opened = proposer.open(proposal);
            return view.proposed(
                    ProposedView.opened(
                            proposal.title(), opened.number(), opened.page().toString()));
        } catch (ForgeException e) {
            return view.proposed(
                    ProposedView.failed(proposal.title(), String.valueOf(e.getMessage())));
        }
    }

    /// Has a pull request opened that makes an undo last, once the forge answers. Nothing waits for
    /// it, and nothing fails with it.
    ///
    /// @return false when no forge opens any
    boolean proposeLater(Workspaces.Found found, Undo undo, Caller caller) {
        Optional<Proposer> proposer =
                Optional.ofNullable(proposers.get(found.loop().options().name()));
        RollbackRequest request =
                new RollbackRequest(
                        Optional.of(undo.toCommit()), undo.reason(), Optional.empty(), true, false);
        proposer.ifPresent(forge ->
                forge.later(
                        "the undo of %s in %s".formatted(undo.endpoint(), found.fullName()),
                        () -> lasting(found, request, caller)));
        return proposer.isPresent();
    }

    /// The branch of a pull request that takes a workspace back; nothing when there is nothing to
    /// take back any more.
    private static Optional<Proposal> lasting(
            Workspaces.Found found, RollbackRequest request, Caller caller) {
        try {
            RolledBack rolled =
                    found.loop()
                            .rollbacks(found.fullName())
                            .roll(asked(request.to().orElseThrow(), request, caller));
            return Optional.of(RollbackProposal.of(view(found, request, caller, rolled)));
        } catch (ActRefused e) {
            LOG.warn(
                    "{}: no pull request makes the undo last: {}",
                    found.fullName(),
                    e.getMessage());
            return Optional.empty();
        }
    }

    private static ControlException refusal(RepositoryException failure) {
        String message = String.valueOf(failure.getMessage());
        return failure.reason() == RepositoryException.Reason.UNKNOWN_REVISION
                ? ControlException.notFound(message)
                : ControlException.unavailable(message);
    }

    private static RollbackView view(
            Workspaces.Found found, RollbackRequest request, Caller caller, RolledBack rolled) {
        Rollback rollback = rolled.rollback();
        Revision commit = rollback.commit();
        return new RollbackView(
                caller.name(),
                found.shortName(),
                found.loop().options().name(),
                rollback.from().revision().commit(),
                rollback.to().revision().commit(),
                request.dryRun() ? Optional.empty() : Optional.of(commit.commit()),
                rolled.branch(),
                found.loop().repository().branch().orElse(""),
                rolled.followed(),
                rolled.because(),
                request.reason(),
                rollback.files().entrySet().stream()
                        .map(each -> new RollbackView.File(each.getValue().word(), each.getKey()))
                        .toList(),
                rollback.reverted().stream()
                        .map(each ->
                                new RollbackView.Commit(
                                        each.revision().commit(), each.author(), each.subject()))
                        .toList(),
                Optional.empty(),
                request.dryRun() ? plan(found, commit) : Optional.empty());
    }

    /// What applying the commit would change; nothing when its specs have errors, which are told as
    /// what stands against it.
    private static Optional<PlanView.Workspace> plan(Workspaces.Found found, Revision commit) {
        RepositoryLoop loop = found.loop();
        List<Head> heads =
                loop.heads(commit).stream()
                        .filter(head ->
                                head.specs().config().name().equals(found.shortName())
                                        && head.specs().errors().isEmpty())
                        .toList();
        return Previews.plans(loop, heads, Optional.empty()).stream().findFirst();
    }
}
