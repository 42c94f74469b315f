package dev.plumbline.agent.control;

import dev.plumbline.agent.api.FieldView;
import dev.plumbline.agent.api.HoldView;
import dev.plumbline.agent.api.OrphanView;
import dev.plumbline.agent.api.PlanView;
import dev.plumbline.gate.GatedPlan;
import dev.plumbline.plan.Plan;
import dev.plumbline.plan.PlannedResource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Plans as the contract has them.
public final class PlanViews {
    private PlanViews() {}

    public static PlanView.Workspace of(String workspace, GatedPlan gated) {
        return new PlanView.Workspace(
                workspace,
                gated.plan().commit(),
                gated.plan().changes().stream().map(change -> change(change, gated)).toList(),
                gated.plan().summary(),
                NoteViews.of(gated.plan()),
                orphans(workspace, gated.plan()));
    }

    static List<OrphanView> orphans(String workspace, Plan plan) {
        return plan.orphans().stream().map(orphan -> OrphanView.of(workspace, orphan)).toList();
    }

    private static Map<String, String> chosen(PlannedResource planned) {
        Map<String, String> chosen = new TreeMap<>();
        planned.effective()
                .ifPresent(applied ->
                        applied.chosen().forEach((text, asset) -> chosen.put(text, asset + "")));
        return chosen;
    }

    static PlanView.Change change(PlannedResource planned, GatedPlan gated) {
        List<FieldView> fields = planned.fields().stream().map(FieldView::of).toList();
        return new PlanView.Change(
                planned.verdict().action(),
                planned.id().toString(),
                planned.path(),
                planned.reason(),
                fields,
                chosen(planned),
                gated.held(planned.id()),
                HoldView.first(gated, planned.id()));
    }
}
