package dev.plumbline.reconcile;

import dev.plumbline.gate.Interventions;
import dev.plumbline.ledger.Ledger;
import dev.plumbline.spec.ResourceGraph;
import java.time.Instant;

/// What the ledger holds of what people did at runtime.
record Standings(Ledger ledger) {
    /// @param graph what is declared: an undo holds as long as that stays
    Interventions at(Instant now, ResourceGraph graph) {
        Interventions all = at(now);
        return new Interventions(
                all.suspensions(),
                all.undos().stream().filter(undo -> EndpointSpecs.isUndone(undo, graph)).toList());
    }

    /// Those too that no commit keeps.
    Interventions at(Instant now) {
        return new Interventions(
                ledger.suspensions().stream().filter(each -> !each.isOver(now)).toList(),
                ledger.undos());
    }
}
