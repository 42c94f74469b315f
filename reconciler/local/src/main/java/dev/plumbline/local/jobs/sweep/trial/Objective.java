package dev.plumbline.local.jobs.sweep.trial;

import dev.plumbline.local.jobs.sweep.spec.Section;
import java.util.List;

/// What a sweep is after: `objective` of its spec.
///
/// @param metric the name under which trials log it
public record Objective(Goal goal, String metric) {
    public static Objective read(Section objective) {
        String goal = objective.word("goal", List.of("maximize", "minimize"));
        return new Objective(
                goal.equals("maximize") ? Goal.MAXIMIZE : Goal.MINIMIZE,
                objective.text("primary_metric", "the name of the metric that trials log"));
    }
}
