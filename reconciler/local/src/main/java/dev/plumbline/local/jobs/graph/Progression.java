package dev.plumbline.local.jobs.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which steps of a run can begin, and which cannot any more, as others end. What a step costs here
/// follows the number of those that need it, not the size of the job.
public final class Progression {
    /// A step that cannot begin any more.
    ///
    /// @param need the step without which it cannot
    public record Blocked(String step, String need) {}

    private final Map<String, List<String>> dependents = new HashMap<>();
    private final Map<String, Integer> openNeeds = new LinkedHashMap<>();
    private final SequencedSet<String> ready = new LinkedHashSet<>();

    /// @param begun the steps that are under way or have ended; how these end is still to be told
    public Progression(JobGraph graph, Set<String> begun) {
        for (Step step : graph.steps()) {
            Set<String> needs = step.needs();
            needs.forEach(need ->
                    dependents.computeIfAbsent(need, _ -> new ArrayList<>()).add(step.name()));
            if (begun.contains(step.name())) {
                continue;
            }
            if (needs.isEmpty()) {
                ready.add(step.name());
            } else {
                openNeeds.put(step.name(), needs.size());
            }
        }
    }

    /// A step that can begin; no other call gives it again.
    public Optional<String> next() {
        return ready.isEmpty() ? Optional.empty() : Optional.of(ready.removeFirst());
    }

    public void succeeded(String step) {
        for (String dependent : dependents.getOrDefault(step, List.of())) {
            Integer open = openNeeds.computeIfPresent(dependent, (_, count) -> count - 1);
            if (open != null && open == 0) {
                openNeeds.remove(dependent);
                ready.add(dependent);
            }
        }
    }

    /// A step has ended without success.
    ///
    /// @return what needs it, directly or through others, and has not begun
    public List<Blocked> failed(String step) {
        List<Blocked> blocked = new ArrayList<>();
        Queue<String> causes = new ArrayDeque<>(List.of(step));
        while (!causes.isEmpty()) {
            String cause = causes.remove();
            for (String dependent : dependents.getOrDefault(cause, List.of())) {
                if (openNeeds.remove(dependent) != null) {
                    blocked.add(new Blocked(dependent, cause));
                    causes.add(dependent);
                }
            }
        }
        return blocked;
    }

    /// No further step begins.
    ///
    /// @return all that have not begun
    public Set<String> stop() {
        Set<String> rest =
                Stream.concat(ready.stream(), openNeeds.keySet().stream())
                        .collect(Collectors.toCollection(LinkedHashSet::new));
        ready.clear();
        openNeeds.clear();
        return rest;
    }
}
