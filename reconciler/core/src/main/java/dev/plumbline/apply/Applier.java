package dev.plumbline.apply;

import dev.plumbline.gate.GatedPlan;
import dev.plumbline.plan.Plan;
import dev.plumbline.plan.PlannedResource;
import dev.plumbline.plan.Verdict;
import dev.plumbline.platform.ApplyContext;
import dev.plumbline.platform.Change;
import dev.plumbline.platform.Outcome;
import dev.plumbline.platform.Platform;
import dev.plumbline.platform.limit.PlatformClosedException;
import dev.plumbline.resource.ResourceId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Starts changes as soon as what they need is done, so many at once. What fails stops what depends
/// on it and nothing else.
public final class Applier {
    private static final Logger LOG = LoggerFactory.getLogger(Applier.class);

    private final Platform platform;
    private final int concurrency;
    private final BooleanSupplier superseded;

    /// @param concurrency how many changes are started at once, at least 1
    /// @param superseded whether nothing more is to be started, because something newer waits
    public Applier(Platform platform, int concurrency, BooleanSupplier superseded) {
        this.platform = platform;
        this.concurrency = concurrency;
        this.superseded = superseded;
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
                gated.plan().open().stream()
                        .map(PlannedResource::id)
                        .collect(Collectors.toCollection(HashSet::new));
        List<PlannedResource> candidates = new ArrayList<>();
        // In the order of the plan, so that what each one needs has been judged before it.
        for (PlannedResource each : gated.plan().open()) {
            if (allowed.contains(each.id()) && each.after().stream().noneMatch(unmet::contains)) {
                unmet.remove(each.id());
                candidates.add(each);
            }
        }
        return candidates;
    }

    /// Starts the candidates and says what came of each, in their order. Not in the answer is what
    /// was not started: because of another, because the platform takes nothing now, or because
    /// something newer waits.
    public Map<ResourceId, Outcome> apply(
            Plan plan, List<PlannedResource> candidates, ApplyContext context) {
        return new ApplyRun(plan, candidates, each -> start(each, context))
                .run(concurrency, superseded);
    }

    /// Empty when the platform takes no calls now.
    private Optional<Outcome> start(PlannedResource each, ApplyContext context) {
        if (!(each.verdict() instanceof Verdict.Due(Change change))) {
            throw new IllegalArgumentException(each.id() + " is not due");
        }
        try {
            return Optional.of(platform.start(change, context));
        } catch (PlatformClosedException e) {
            return Optional.empty();
        } catch (RuntimeException e) {
            LOG.warn("{} {} failed", change.action(), change.id(), e);
            return Optional.of(new Outcome.Failed(String.valueOf(e.getMessage()), true));
        }
    }
}
