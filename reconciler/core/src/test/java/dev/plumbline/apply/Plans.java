package dev.plumbline.apply;

import dev.plumbline.gate.GatedPlan;
import dev.plumbline.gate.Hold;
import dev.plumbline.plan.Plan;
import dev.plumbline.plan.PlannedResource;
import dev.plumbline.plan.Verdict;
import dev.plumbline.platform.Change;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.Resource;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Source;
import dev.plumbline.resource.Value.Fields;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Small plans to apply.
final class Plans {
    private Plans() {}

    static Plan of(PlannedResource... resources) {
        return new Plan("repo/demo", "head", List.of(resources));
    }

    static GatedPlan allowed(PlannedResource... resources) {
        return new GatedPlan(of(resources), Map.of(), Optional.empty());
    }

    static GatedPlan held(ResourceId held, PlannedResource... resources) {
        return new GatedPlan(
                of(resources),
                Map.of(held, List.of(Hold.forAPerson(Hold.Gate.APPROVAL, "waits for ada"))),
                Optional.empty());
    }

    static PlannedResource create(ResourceId id, ResourceId... after) {
        Resource resource =
                new Resource(id, new Source("a.yml", 1), Optional.empty(), Fields.EMPTY, List.of());
        return planned(
                id,
                new Verdict.Due(
                        new Change.Create(
                                resource, Digest.ofText(id.toString()), Optional.of("1"))),
                after);
    }

    static PlannedResource run(ResourceId id, ResourceId... after) {
        Resource resource =
                new Resource(id, new Source("a.yml", 1), Optional.empty(), Fields.EMPTY, List.of());
        return planned(
                id, new Verdict.Due(new Change.Run(resource, Digest.ofText(id.toString()))), after);
    }

    static PlannedResource delete(ResourceId id, ResourceId... after) {
        return planned(id, new Verdict.Due(new Change.Delete(id)), after);
    }

    static PlannedResource planned(ResourceId id, Verdict verdict, ResourceId... after) {
        return new PlannedResource(
                id, "a.yml", verdict, "because", List.of(), false, Set.of(after), Optional.empty());
    }
}
