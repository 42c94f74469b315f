package dev.plumbline.agent.control;

import dev.plumbline.agent.api.Caller;
import dev.plumbline.agent.api.ControlException;
import dev.plumbline.agent.api.UndoRequest;
import dev.plumbline.agent.api.UndoView;
import dev.plumbline.plan.Undo;
import dev.plumbline.reconcile.ActRefused;
import dev.plumbline.reconcile.UndoDesk;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import java.time.Duration;
import java.util.Optional;

/// Puts endpoints back to an earlier release.
final class Undoing {
    private static final Duration DAY = Duration.ofHours(24);

    private final Workspaces workspaces;
    private final RollingBack rollingBack;

    Undoing(Workspaces workspaces, RollingBack rollingBack) {
        this.workspaces = workspaces;
        this.rollingBack = rollingBack;
    }

    UndoView undo(Optional<String> workspace, UndoRequest request, Caller caller) {
        String named =
                request.endpoint()
                        .orElseThrow(
                                () -> ControlException.invalid("the body names no \"endpoint\""));
        ResourceId endpoint =
                named.contains("/")
                        ? Ids.parse(named)
                        : new ResourceId(Kind.ONLINE_ENDPOINT, named);
        Workspaces.Found found = workspaces.holding(workspace, endpoint);
        try {
            UndoDesk.Undone undone =
                    found.reconciler()
                            .undos()
                            .undo(
                                    found.reconciler().state(),
                                    caller.name(),
                                    endpoint,
                                    request.forSeconds().map(Duration::ofSeconds).orElse(DAY),
                                    request.reason());
            found.loop().acted("undo");
            boolean isProposed = rollingBack.proposeLater(found, undone.undo(), caller);
            return view(found, undone, isProposed);
        } catch (ActRefused e) {
            throw ControlException.conflict(String.valueOf(e.getMessage()));
        }
    }

    private static UndoView view(
            Workspaces.Found found, UndoDesk.Undone undone, boolean isProposed) {
        Undo undo = undone.undo();
        return new UndoView(
                undo.by(),
                found.shortName(),
                found.loop().options().name(),
                undo.endpoint().toString(),
                undo.fromCommit(),
                undo.toCommit(),
                undo.to(),
                undone.suspension().until(),
                undo.reason(),
                undone.done(),
                undone.cold().stream().map(ResourceId::toString).toList(),
                undone.faults(),
                "git revert " + undo.fromCommit(),
                isProposed);
    }
}
