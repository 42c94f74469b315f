package dev.plumbline.agent.control;

import dev.plumbline.agent.api.SyncView;
import dev.plumbline.gate.GatedPlan;
import dev.plumbline.plan.Verdict;
import dev.plumbline.reconcile.WorkspaceState;
import java.util.Optional;

/// What a workspace that came to rest came to.
public final class SettledOutcome {
    private SettledOutcome() {}

    /// How a settled workspace stands.
    public static SyncView.State of(WorkspaceState state) {
        boolean stalled =
                state.plan().stream()
                        .flatMap(gated -> gated.plan().open().stream())
                        .anyMatch(each -> each.verdict() instanceof Verdict.Stalled);
        if (!state.problems().isEmpty() || !state.failures().isEmpty() || stalled) {
            return SyncView.State.FAILED;
        }
        boolean held =
                state.plan().map(GatedPlan::heldBack).filter(map -> !map.isEmpty()).isPresent();
        return held ? SyncView.State.HELD : SyncView.State.SUCCEEDED;
    }

    /// What a settled workspace came to, in one sentence: the first cause when it is not well.
    public static String message(WorkspaceState state, SyncView.State outcome) {
        return switch (outcome) {
            case FAILED ->
                    state.problems().stream()
                            .map(problem -> "the commit is not applied: " + problem)
                            .findFirst()
                            .or(() ->
                                    state.failures().entrySet().stream()
                                            .map(failure ->
                                                    failure.getKey()
                                                            + " failed: "
                                                            + failure.getValue())
                                            .findFirst())
                            .or(() -> stalled(state))
                            .orElse("it failed");
            case HELD ->
                    state.plan()
                            .flatMap(gated -> gated.heldBack().entrySet().stream().findFirst())
                            .map(held -> held.getKey() + " is held: " + held.getValue())
                            .orElse("it is held");
            case SUCCEEDED -> "everything is as declared";
            case QUEUED, RUNNING, SUPERSEDED -> "";
        };
    }

    private static Optional<String> stalled(WorkspaceState state) {
        return state.plan().stream()
                .flatMap(gated -> gated.plan().open().stream())
                .filter(each -> each.verdict() instanceof Verdict.Stalled)
                .map(each -> each.id() + ": " + each.reason())
                .findFirst();
    }
}
