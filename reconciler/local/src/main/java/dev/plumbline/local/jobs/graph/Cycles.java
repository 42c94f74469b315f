package dev.plumbline.local.jobs.graph;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Finds steps that wait for each other.
final class Cycles {
    private final Map<String, Step> steps;
    private final Set<String> done = new HashSet<>();
    private final List<String> path = new ArrayList<>();

    private Cycles(List<Step> steps) {
        this.steps = steps.stream().collect(Collectors.toMap(Step::name, Function.identity()));
    }

    /// @throws InvalidJobException naming the steps of a cycle
    static void refuse(List<Step> steps) {
        Cycles cycles = new Cycles(steps);
        steps.forEach(step -> cycles.visit(step.name()));
    }

    private void visit(String name) {
        if (done.contains(name)) {
            return;
        }
        int seen = path.indexOf(name);
        path.add(name);
        if (seen >= 0) {
            throw new InvalidJobException(
                    "the steps "
                            + String.join(" -> ", path.subList(seen, path.size()))
                            + " wait for each other; a step cannot bind to an output that depends on its own");
        }
        Step step = steps.get(name);
        if (step != null) {
            new TreeSet<>(step.needs()).forEach(this::visit);
        }
        path.removeLast();
        done.add(name);
    }
}
