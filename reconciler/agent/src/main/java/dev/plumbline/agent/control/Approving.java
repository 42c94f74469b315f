package dev.plumbline.agent.control;

import dev.plumbline.agent.api.ApprovalRequest;
import dev.plumbline.agent.api.ApprovalView;
import dev.plumbline.agent.api.ApprovalsView;
import dev.plumbline.agent.api.Caller;
import dev.plumbline.agent.api.ControlException;
import dev.plumbline.agent.api.HoldView;
import dev.plumbline.gate.GatedPlan;
import dev.plumbline.plan.PlannedResource;
import dev.plumbline.plan.Subject;
import dev.plumbline.reconcile.ActRefused;
import dev.plumbline.reconcile.ApprovalDesk;
import dev.plumbline.reconcile.WorkspaceState;
import dev.plumbline.repository.Person;
import dev.plumbline.repository.Revision;
import dev.plumbline.resource.ResourceId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What waits for approvals, and the approvals that callers give.
final class Approving {
    private final Workspaces workspaces;

    Approving(Workspaces workspaces) {
        this.workspaces = workspaces;
    }

    ApprovalsView waiting(Optional<String> workspace) {
        return new ApprovalsView(
                workspaces.named(workspace).stream()
                        .flatMap(each ->
                                each.reconciler().state().plan().stream()
                                        .map(gated -> waiting(each, gated)))
                        .toList());
    }

    private static ApprovalsView.Workspace waiting(Workspaces.Found workspace, GatedPlan gated) {
        ApprovalDesk desk = desk(workspace);
        WorkspaceState state = workspace.reconciler().state();
        return new ApprovalsView.Workspace(
                workspace.shortName(),
                workspace.loop().options().name(),
                gated.plan().commit(),
                gated.awaitingApproval().stream()
                        .map(change ->
                                new ApprovalsView.Waiting(
                                        PlanViews.change(change, gated),
                                        desk.approvers(state, change),
                                        HoldView.all(gated, change.id())))
                        .toList());
    }

    private static ApprovalDesk desk(Workspaces.Found workspace) {
        return new ApprovalDesk(
                workspace.reconciler().ledger(),
                workspace.loop().repository(),
                workspace.loop().options().floor().teams());
    }

    ApprovalView decide(Optional<String> workspace, ApprovalRequest request, Caller caller) {
        Set<ResourceId> wanted = request.ids().stream().map(Ids::parse).collect(Collectors.toSet());
        if (wanted.isEmpty() && request.commit().isEmpty() && !request.revoke()) {
            throw ControlException.invalid(
                    "name what to approve: resources, or a commit of which all that waits is approved");
        }
        Workspaces.Found found = one(workspace, wanted);
        WorkspaceState state = found.reconciler().state();
        request.commit().ifPresent(commit -> requireCommit(found, state, commit));
        Person by = new Person(caller.name(), caller.mails());
        try {
            List<Subject> subjects =
                    request.revoke()
                            ? desk(found).revoke(state, by, wanted, request.comment())
                            : desk(found).approve(state, by, wanted, request.comment());
            found.loop().acted(request.revoke() ? "revocation" : "approval");
            return view(found, request, by, state, subjects);
        } catch (ActRefused e) {
            throw ControlException.conflict(String.valueOf(e.getMessage()));
        }
    }

    /// The workspace that is named; else the one where what is wanted waits.
    private Workspaces.Found one(Optional<String> workspace, Set<ResourceId> wanted) {
        if (workspace.isPresent()) {
            return workspaces.one(workspace.get());
        }
        List<Workspaces.Found> all = workspaces.all();
        List<Workspaces.Found> found =
                all.size() == 1 ? all : all.stream().filter(each -> waits(each, wanted)).toList();
        if (found.size() == 1) {
            return found.getFirst();
        }
        throw ControlException.invalid(
                (found.isEmpty()
                                ? "this waits for approvals in no workspace"
                                : "this waits for approvals in several workspaces")
                        + "; name one with --workspace: "
                        + all.stream()
                                .map(Workspaces.Found::fullName)
                                .collect(Collectors.joining(", ")));
    }

    private static boolean waits(Workspaces.Found workspace, Set<ResourceId> wanted) {
        Set<ResourceId> waiting =
                workspace.reconciler().state().plan().stream()
                        .flatMap(gated -> gated.awaitingApproval().stream())
                        .map(PlannedResource::id)
                        .collect(Collectors.toSet());
        return !waiting.isEmpty() && waiting.containsAll(wanted);
    }

    private static void requireCommit(
            Workspaces.Found workspace, WorkspaceState state, String commit) {
        Revision asked = Previews.resolve(workspace.loop(), commit);
        Optional<String> planned = state.plan().map(gated -> gated.plan().commit());
        if (!planned.equals(Optional.of(asked.commit()))) {
            throw ControlException.conflict(
                    "%s is commit %s, and what waits in %s is of %s; look at it with `plumb approve`, then name that commit"
                            .formatted(
                                    commit,
                                    asked.shortForm(),
                                    workspace.fullName(),
                                    planned.map(each -> new Revision(each).shortForm())
                                            .orElse("no commit yet")));
        }
    }

    private static ApprovalView view(
            Workspaces.Found workspace,
            ApprovalRequest request,
            Person by,
            WorkspaceState state,
            List<Subject> subjects) {
        return new ApprovalView(
                request.revoke() ? "revocation" : "approval",
                by.name(),
                workspace.shortName(),
                workspace.loop().options().name(),
                state.plan().map(gated -> gated.plan().commit()).orElse(""),
                subjects.stream()
                        .map(each -> new ApprovalView.Change(each.action(), each.id().toString()))
                        .toList());
    }
}
