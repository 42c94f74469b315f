package dev.plumbline.apply;

import dev.plumbline.gate.GatedPlan;
import dev.plumbline.plan.Plan;
import dev.plumbline.plan.PlannedResource;
import dev.plumbline.plan.Verdict;
import dev.plumbline.platform.ApplyContext;
import dev.plumbline.platform.Change;
import dev.plumbline.platform.Outcome;
import dev.plumbline.platform.Platform;
import dev.plumbline.resource.ResourceId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Starts changes wave by wave: a wave is everything whose needs are met. What fails stops what
/// depends on it and nothing else.
public final class Applier {
    private static final Logger LOG = LoggerFactory.getLogger(Applier.class);

    private final Platform platform;
    private final int concurrency;

    /// @param concurrency how many changes are started at once, at least 1
    public Applier(Platform platform, int concurrency) {
        this.platform = platform;
        this.concurrency = concurrency;
    }

    /// What can be started now or later in this pass.
    ///
    /// @param eligible leaves out what has to wait before it is tried again
    public static List<PlannedResource> candidates(
            GatedPlan gated, Predicate<ResourceId> eligible) {
        Set<ResourceId> allowed =
                gated.allowed().stream()
                        .map(PlannedResource::id)
                        .filter(eligible)
                        .collect(Collectors.toSet());
        Set<ResourceId> unmet =
                gated.plan().resources().stream()
                        .filter(each -> !each.isCurrent())
                        .map(PlannedResource::id)
                        .collect(Collectors.toCollection(HashSet::new));
        List<PlannedResource> candidates = new ArrayList<>();
        // In the order of the plan, so that what each one needs has been judged before it.
        for (PlannedResource each : gated.plan().resources()) {
            if (allowed.contains(each.id()) && each.after().stream().noneMatch(unmet::contains)) {
                unmet.remove(each.id());
                candidates.add(each);
            }
        }
        return candidates;
    }

    /// Starts the candidates and says what came of each. What could not be started because of
    /// another is not in the answer.
    public Map<ResourceId, Outcome> apply(
            Plan plan, List<PlannedResource> candidates, ApplyContext context) {
        Map<ResourceId, Outcome> outcomes = new LinkedHashMap<>();
        Set<ResourceId> left =
                candidates.stream().map(PlannedResource::id).collect(Collectors.toSet());
        while (true) {
            List<PlannedResource> wave =
                    candidates.stream()
                            .filter(each -> left.contains(each.id()) && isMet(each, plan, outcomes))
                            .toList();
            if (wave.isEmpty()) {
                return outcomes;
            }
            wave.stream()
                    .gather(
                            Gatherers.mapConcurrent(
                                    concurrency,
                                    each -> Map.entry(each.id(), start(each, context))))
                    .forEach(entry -> outcomes.put(entry.getKey(), entry.getValue()));
            wave.forEach(each -> left.remove(each.id()));
        }
    }

    private static boolean isMet(
            PlannedResource each, Plan plan, Map<ResourceId, Outcome> outcomes) {
        return each.after().stream()
                .allMatch(id ->
                        outcomes.get(id) instanceof Outcome.Applied
                                || !outcomes.containsKey(id)
                                        && plan.get(id)
                                                .map(PlannedResource::isCurrent)
                                                .orElse(true));
    }

    private Outcome start(PlannedResource each, ApplyContext context) {
        if (!(each.verdict() instanceof Verdict.Due(Change change))) {
            throw new IllegalArgumentException(each.id() + " is not due");
        }
        try {
            return platform.start(change, context);
        } catch (RuntimeException e) {
            LOG.warn("{} {} failed", change.action(), change.id(), e);
            return new Outcome.Failed(String.valueOf(e.getMessage()), true);
        }
    }
}
