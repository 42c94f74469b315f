package dev.plumbline.spec.check;

import dev.plumbline.resource.Value.Fields;
import dev.plumbline.spec.check.range.Bounds;
import dev.plumbline.spec.problem.Findings;
import dev.plumbline.spec.problem.Paths;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Checks what a step asks of the machines: how many, and how Spark shares them.
final class RunCheck {
    private RunCheck() {}

    /// @param step a job, a component, a node, or the trial of a sweep
    static void check(Findings findings, Fields step, List<String> at) {
        instances(findings, step, at);
        if (step.text("type").orElse("").toLowerCase(Locale.ROOT).equals("spark")) {
            spark(findings, step, at);
        }
    }

    private static void instances(Findings findings, Fields step, List<String> at) {
        Fields resources = step.fields("resources");
        Optional<BigDecimal> instances = resources.number("instance_count");
        new Bounds(findings, "range", resources, Paths.below(at, "resources"))
                .noMore("instance_count", "max_instance_count");
        Optional<BigDecimal> workers = step.fields("distribution").number("worker_count");
        if (workers.isPresent()
                && workers.get().compareTo(instances.orElse(BigDecimal.ONE)) > 0
                && !(instances.isEmpty() && resources.has("instance_count"))) {
            findings.warning(
                    "distribution",
                    "worker_count is "
                            + workers.get().toPlainString()
                            + ", but resources.instance_count is "
                            + instances.map(BigDecimal::toPlainString).orElse("1, the default")
                            + "; there is a machine for each worker",
                    Paths.below(at, "distribution", "worker_count"));
        }
    }

    /// Keys stand in `conf` as Spark names them, or beside it as the SDK does.
    private static void spark(Findings findings, Fields step, List<String> at) {
        Fields conf = step.fields("conf");
        boolean isDynamic =
                conf.text("spark.dynamicAllocation.enabled")
                        .or(() -> step.text("dynamic_allocation_enabled"))
                        .filter(flag -> flag.equalsIgnoreCase("true"))
                        .isPresent();
        boolean hasLeast = conf.has("spark.dynamicAllocation.minExecutors");
        boolean hasMost = conf.has("spark.dynamicAllocation.maxExecutors");
        List<String> here = Paths.below(at, "conf");
        if (isDynamic) {
            Bounds executors = new Bounds(findings, "spark", conf, here);
            executors.noMore(
                    "spark.dynamicAllocation.minExecutors", "spark.dynamicAllocation.maxExecutors");
            executors.noMore("spark.executor.instances", "spark.dynamicAllocation.maxExecutors");
        } else if (hasLeast || hasMost) {
            String key = "spark.dynamicAllocation." + (hasLeast ? "min" : "max") + "Executors";
            findings.keyError(
                    "spark",
                    key
                            + " is for dynamic allocation, which is not enabled; add spark.dynamicAllocation.enabled: true, or remove it",
                    Paths.below(here, key));
        }
        boolean hasBoth = step.text("compute").isPresent() && !step.fields("resources").isEmpty();
        if (hasBoth && !step.has("component")) {
            findings.keyError(
                    "spark",
                    "a Spark job runs on compute or on resources, not on both; remove one of them",
                    Paths.below(at, "resources"));
        }
    }
}
