package dev.plumbline.reconcile;

import dev.plumbline.gate.Floor;
import dev.plumbline.gate.GatedPlan;
import dev.plumbline.gate.Teams;
import dev.plumbline.ledger.LedgerEntry;
import dev.plumbline.plan.Subject;
import dev.plumbline.repository.Person;
import dev.plumbline.resource.ResourceId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A workspace whose endpoints are guarded, and people who approve.
abstract class ApprovalScenario extends ReconcileScenario {
    static final String GUARDED =
            "approvals: [{resources: [\"online-endpoint/*\"], required: 2, from: [\"@leads\", linus]}]";

    ApprovalScenario() {
        floor = Floor.ofApprovals(List.of(), new Teams(Map.of("leads", Set.of("ada", "grace"))));
    }

    final void policy(String keys) throws Exception {
        write("plumbline.yml", "workspaces:\n  - name: demo\n" + keys.strip().indent(4));
        commit("policy");
    }

    /// Everything is served under a policy that guards endpoints from now on.
    final void guarded() throws Exception {
        served();
        policy(GUARDED);
        settle();
    }

    final void describe(String text) throws Exception {
        write("endpoint.yml", ENDPOINT_SPEC.replace("first", text));
        commit(text);
        settle();
    }

    final ApprovalDesk desk() {
        return new ApprovalDesk(reconciler.ledger(), repository, floor.teams());
    }

    final List<Subject> approve(Person by, ResourceId... ids) {
        return desk().approve(reconciler.state(), by, Set.of(ids), Optional.empty());
    }

    final GatedPlan plan() {
        return reconciler.state().plan().orElseThrow();
    }

    final LedgerEntry newest() {
        return reconciler.ledger().history(1).getFirst();
    }
}
