package dev.plumbline.agent.control;

import dev.plumbline.agent.api.Caller;
import dev.plumbline.agent.api.ControlException;
import dev.plumbline.agent.api.PlanView;
import dev.plumbline.agent.api.RollbackRequest;
import dev.plumbline.agent.api.RollbackView;
import dev.plumbline.agent.loop.RepositoryLoop;
import dev.plumbline.reconcile.ActRefused;
import dev.plumbline.reconcile.Head;
import dev.plumbline.reconcile.rollback.Rollback;
import dev.plumbline.reconcile.rollback.RollbackDesk;
import dev.plumbline.reconcile.rollback.RolledBack;
import dev.plumbline.repository.Person;
import dev.plumbline.repository.RepositoryException;
import dev.plumbline.repository.Revision;
import java.util.List;
import java.util.Optional;

/// Takes workspaces back to earlier commits.
final class RollingBack {
    private final Workspaces workspaces;

    RollingBack(Workspaces workspaces) {
        this.workspaces = workspaces;
    }

    RollbackView rollback(Optional<String> workspace, RollbackRequest request, Caller caller) {
        String to =
                request.to()
                        .filter(text -> !text.isBlank())
                        .orElseThrow(() ->
                                ControlException.invalid(
                                        "the body names no \"to\": the commit to go back to"));
        Workspaces.Found found = workspaces.only(workspace);
        RollbackDesk desk = found.loop().rollbacks(found.fullName());
        var asked =
                new dev.plumbline.reconcile.rollback.RollbackRequest(
                        to,
                        new Person(caller.name(), caller.mails()),
                        request.reason(),
                        request.branch());
        try {
            RolledBack rolled = request.dryRun() ? desk.preview(asked) : desk.roll(asked);
            if (rolled.followed() && !request.dryRun()) {
                found.loop().repositoryChanged("plumb rollback by " + caller.name());
            }
            return view(found, request, caller, rolled);
        } catch (ActRefused e) {
            throw ControlException.conflict(String.valueOf(e.getMessage()));
        } catch (RepositoryException e) {
            throw refusal(e);
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
