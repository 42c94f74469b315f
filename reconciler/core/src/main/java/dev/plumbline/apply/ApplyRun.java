package dev.plumbline.apply;

import dev.plumbline.plan.Plan;
import dev.plumbline.plan.PlannedResource;
import dev.plumbline.platform.Outcome;
import dev.plumbline.resource.ResourceId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/// One walk over changes that need one another: each is started as soon as what it needs is done,
/// the earliest in the plan first.
final class ApplyRun {
    private record Ended(int index, Optional<Outcome> outcome) {}

    private final List<PlannedResource> candidates;
    private final Function<PlannedResource, Optional<Outcome>> start;
    private final Map<ResourceId, Set<Integer>> dependents = new HashMap<>();
    private final int[] unmet;
    private final PriorityQueue<Integer> ready = new PriorityQueue<>();
    private final Map<Integer, Outcome> outcomes = new HashMap<>();

    /// @param start starts one; empty when it could not be sent
    ApplyRun(
            Plan plan,
            List<PlannedResource> candidates,
            Function<PlannedResource, Optional<Outcome>> start) {
        this.candidates = candidates;
        this.start = start;
        this.unmet = new int[candidates.size()];
        Map<ResourceId, Integer> indices = new HashMap<>();
        for (int i = 0; i < candidates.size(); i++) {
            indices.put(candidates.get(i).id(), i);
        }
        for (int i = 0; i < candidates.size(); i++) {
            for (ResourceId need : candidates.get(i).after()) {
                if (indices.containsKey(need)) {
                    dependents.computeIfAbsent(need, _ -> new HashSet<>()).add(i);
                    unmet[i]++;
                } else if (!plan.get(need).map(PlannedResource::isCurrent).orElse(true)) {
                    unmet[i]++;
                }
            }
            if (unmet[i] == 0) {
                ready.add(i);
            }
        }
    }

    /// The outcomes, in the order of the candidates.
    Map<ResourceId, Outcome> run(int concurrency, BooleanSupplier superseded) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                run(new ExecutorCompletionService<>(threads), concurrency, superseded);
            } catch (InterruptedException _) {
                threads.shutdownNow();
                Thread.currentThread().interrupt();
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            }
        }
        return inOrder();
    }

    private void run(CompletionService<Ended> ends, int concurrency, BooleanSupplier superseded)
            throws InterruptedException, ExecutionException {
        int running = 0;
        while (true) {
            while (running < concurrency && !ready.isEmpty() && !superseded.getAsBoolean()) {
                int index = ready.remove();
                ends.submit(() -> new Ended(index, start.apply(candidates.get(index))));
                running++;
            }
            if (running == 0) {
                return;
            }
            ended(ends.take().get());
            running--;
        }
    }

    private void ended(Ended ended) {
        ended.outcome().ifPresent(outcome -> outcomes.put(ended.index(), outcome));
        if (ended.outcome().orElse(null) instanceof Outcome.Applied) {
            for (int index :
                    dependents.getOrDefault(candidates.get(ended.index()).id(), Set.of())) {
                if (--unmet[index] == 0) {
                    ready.add(index);
                }
            }
        }
    }

    private Map<ResourceId, Outcome> inOrder() {
        Map<ResourceId, Outcome> ordered = new LinkedHashMap<>();
        for (int i = 0; i < candidates.size(); i++) {
            Outcome outcome = outcomes.get(i);
            if (outcome != null) {
                ordered.put(candidates.get(i).id(), outcome);
            }
        }
        return ordered;
    }
}
