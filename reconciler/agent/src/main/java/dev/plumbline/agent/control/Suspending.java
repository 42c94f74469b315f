package dev.plumbline.agent.control;

import dev.plumbline.agent.api.Caller;
import dev.plumbline.agent.api.ControlException;
import dev.plumbline.agent.api.ResumeRequest;
import dev.plumbline.agent.api.SuspendRequest;
import dev.plumbline.agent.api.SuspensionView;
import dev.plumbline.plan.Suspension;
import dev.plumbline.reconcile.ActRefused;
import dev.plumbline.reconcile.SuspensionDesk;
import dev.plumbline.resource.ResourceId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// Suspends healing of resources, and ends that.
final class Suspending {
    private final Workspaces workspaces;
    private final InstantSource clock;

    Suspending(Workspaces workspaces, InstantSource clock) {
        this.workspaces = workspaces;
        this.clock = clock;
    }

    SuspensionView suspend(Optional<String> workspace, SuspendRequest request, Caller caller) {
        ResourceId id = required(request.resource());
        Duration length =
                request.forSeconds()
                        .map(Duration::ofSeconds)
                        .orElseThrow(() ->
                                ControlException.invalid(
                                        "the body says no \"for_seconds\": how long to suspend"));
        Workspaces.Found found = workspaces.holding(workspace, id);
        try {
            Suspension suspension =
                    desk(found)
                            .suspend(
                                    found.reconciler().state(),
                                    caller.name(),
                                    id,
                                    length,
                                    request.reason(),
                                    clock.instant());
            found.loop().acted("suspension");
            return view(
                    "suspension",
                    found,
                    caller,
                    id,
                    Optional.of(suspension),
                    request.reason(),
                    Optional.empty());
        } catch (ActRefused e) {
            throw ControlException.conflict(String.valueOf(e.getMessage()));
        }
    }

    SuspensionView resume(Optional<String> workspace, ResumeRequest request, Caller caller) {
        ResourceId id = required(request.resource());
        Workspaces.Found found = workspaces.holding(workspace, id);
        try {
            SuspensionDesk.Resumed resumed =
                    desk(found)
                            .resume(
                                    found.reconciler().state(),
                                    caller.name(),
                                    id,
                                    request.reason(),
                                    clock.instant());
            found.loop().acted("resumption");
            return view(
                    "resumption",
                    found,
                    caller,
                    id,
                    Optional.empty(),
                    request.reason(),
                    resumed.undos().stream().map(undo -> undo.fromCommit()).findFirst());
        } catch (ActRefused e) {
            throw ControlException.conflict(String.valueOf(e.getMessage()));
        }
    }

    static ResourceId required(Optional<String> resource) {
        return Ids.parse(
                resource.orElseThrow(
                        () -> ControlException.invalid("the body names no \"resource\"")));
    }

    private static SuspensionDesk desk(Workspaces.Found workspace) {
        return new SuspensionDesk(workspace.reconciler().ledger());
    }

    private static SuspensionView view(
            String act,
            Workspaces.Found found,
            Caller caller,
            ResourceId id,
            Optional<Suspension> suspension,
            Optional<String> reason,
            Optional<String> undone) {
        return new SuspensionView(
                act,
                caller.name(),
                found.shortName(),
                found.loop().options().name(),
                id.toString(),
                suspension.map(Suspension::until),
                reason,
                undone);
    }
}
