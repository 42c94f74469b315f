package dev.plumbline.gate;

import dev.plumbline.plan.PlannedResource;
import dev.plumbline.plan.Undo;
import java.util.Optional;

/// Holds what a commit declares of an endpoint that someone put back to an earlier release, until
/// another commit declares something else of it.
final class UndoGate implements Gate {
    /// How much of a commit people read.
    private static final int SHORT = 7;

    @Override
    public Optional<Hold> judge(PlannedResource change, Case of) {
        return change.drift()
                ? Optional.empty()
                : of.context().interventions().undo(change.id()).map(UndoGate::hold);
    }

    private static Hold hold(Undo undo) {
        String resume = "plumb resume " + undo.endpoint();
        return Hold.forAPerson(
                        Hold.Gate.UNDO,
                        "%s put %s back to what commit %s released%s; it stays so until a commit changes it, or `%s`"
                                .formatted(
                                        undo.by(),
                                        undo.endpoint(),
                                        undo.toCommit().substring(0, SHORT),
                                        undo.reason().map(why -> " (" + why + ")").orElse(""),
                                        resume))
                .by(resume);
    }
}
