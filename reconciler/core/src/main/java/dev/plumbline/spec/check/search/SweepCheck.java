package dev.plumbline.spec.check.search;

import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.resource.Value.Items;
import dev.plumbline.spec.check.range.Bounds;
import dev.plumbline.spec.problem.Findings;
import dev.plumbline.spec.problem.Paths;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Checks what a sweep, or an AutoML job that sweeps, searches for: each distribution by itself,
/// and all of it against the sampling and the limits.
public final class SweepCheck {
    /// The distributions that Bayesian sampling takes.
    private static final Set<String> BAYESIAN = Set.of("choice", "uniform", "quniform");

    private final Findings findings;

    public SweepCheck(Findings findings) {
        this.findings = findings;
    }

    /// @param step a job or a node; one that searches for nothing has nothing to check
    public void check(Fields step, List<String> at) {
        Map<List<String>, Fields> distributions = distributions(step, at);
        distributions.forEach(this::distribution);
        boolean isAutoml = step.text("type").orElse("").equalsIgnoreCase("automl");
        String settings = isAutoml ? "sweep" : "";
        Fields sampled = isAutoml ? step.fields(settings) : step;
        List<String> here = isAutoml ? Paths.below(at, settings) : at;
        String algorithm = algorithm(sampled);
        sampling(algorithm, distributions);
        Fields termination = sampled.fields("early_termination");
        if (!termination.isEmpty()) {
            termination(algorithm, termination, Paths.below(here, "early_termination"));
        }
        Bounds limits =
                new Bounds(findings, "sweep", step.fields("limits"), Paths.below(at, "limits"));
        limits.noMore("max_concurrent_trials", "max_total_trials");
        limits.noMore("max_concurrent_trials", "max_trials");
        limits.noMore("trial_timeout", "timeout");
        limits.noMore("trial_timeout_minutes", "timeout_minutes");
    }

    /// A sweep's space is one map, AutoML's a list of them.
    private static Map<List<String>, Fields> distributions(Fields step, List<String> at) {
        Map<List<String>, Fields> found = new LinkedHashMap<>();
        List<String> here = Paths.below(at, "search_space");
        switch (step.get("search_space").orElse(Value.Null.NULL)) {
            case Fields space -> collect(space, here, found);
            case Items(var spaces) -> {
                for (int i = 0; i < spaces.size(); i++) {
                    if (spaces.get(i) instanceof Fields space) {
                        collect(space, Paths.below(here, Integer.toString(i)), found);
                    }
                }
            }
            case Value _ -> {}
        }
        return found;
    }

    private static void collect(Fields space, List<String> at, Map<List<String>, Fields> found) {
        space.fields()
                .forEach((name, value) -> {
                    if (value instanceof Fields distribution && distribution.has("type")) {
                        found.put(Paths.below(at, name), distribution);
                    }
                });
    }

    private static String algorithm(Fields step) {
        Optional<String> written =
                step.get("sampling_algorithm").orElse(Value.Null.NULL) instanceof Fields fields
                        ? fields.text("type")
                        : step.text("sampling_algorithm");
        return written.orElse("").toLowerCase(Locale.ROOT);
    }

    private static String type(Fields typed) {
        return typed.text("type").orElse("").toLowerCase(Locale.ROOT).replace("_", "");
    }

    private void distribution(List<String> at, Fields distribution) {
        String name = at.getLast();
        Optional<BigDecimal> least = distribution.number("min_value");
        Optional<BigDecimal> most = distribution.number("max_value");
        if (least.isPresent() && most.isPresent() && least.get().compareTo(most.get()) >= 0) {
            findings.error(
                    "search-space",
                    "min_value of "
                            + name
                            + " is "
                            + least.get().toPlainString()
                            + ", which is not less than max_value, "
                            + most.get().toPlainString()
                            + "; there is nothing between them to search",
                    Paths.below(at, "min_value"));
        }
        Bounds bounds = new Bounds(findings, "search-space", distribution, at);
        List.of("q", "sigma", "upper").forEach(bounds::positive);
        // The choices of a choice may be distributions themselves.
        if (distribution.get("values").orElse(Value.Null.NULL) instanceof Items(var values)) {
            for (int i = 0; i < values.size(); i++) {
                if (values.get(i) instanceof Fields nested) {
                    Map<List<String>, Fields> below = new LinkedHashMap<>();
                    collect(nested, Paths.below(at, "values", Integer.toString(i)), below);
                    below.forEach(this::distribution);
                }
            }
        }
    }

    private void sampling(String algorithm, Map<List<String>, Fields> distributions) {
        Set<String> taken =
                switch (algorithm) {
                    case "grid" -> Set.of("choice");
                    case "bayesian" -> BAYESIAN;
                    default -> Set.of();
                };
        if (taken.isEmpty()) {
            return;
        }
        for (Map.Entry<List<String>, Fields> each : distributions.entrySet()) {
            String type = type(each.getValue());
            if (!taken.contains(type)) {
                findings.error(
                        "search-space",
                        each.getKey().getLast()
                                + " is searched as "
                                + type
                                + ", but sampling_algorithm "
                                + algorithm
                                + " takes "
                                + String.join(", ", taken.stream().sorted().toList())
                                + " alone; use one of them, or random",
                        Paths.below(each.getKey(), "type"));
            }
        }
    }

    private void termination(String algorithm, Fields termination, List<String> at) {
        if (algorithm.equals("bayesian")) {
            findings.warning(
                    "sweep",
                    "early_termination does not go well with sampling_algorithm bayesian, which learns from whole trials; remove it, or sample at random",
                    at);
            return;
        }
        boolean factor = isGiven(termination, "slack_factor");
        boolean amount = isGiven(termination, "slack_amount");
        if (type(termination).equals("bandit") && factor == amount) {
            findings.error(
                    "sweep",
                    factor
                            ? "slack_factor and slack_amount say the same twice; remove one of them"
                            : "early_termination of type bandit needs slack_factor or slack_amount; add one of them",
                    factor ? Paths.below(at, "slack_amount") : at);
        }
        Bounds bounds = new Bounds(findings, "sweep", termination, at);
        bounds.atLeast("slack_factor", 0);
        bounds.atLeast("slack_amount", 0);
        bounds.atLeast("evaluation_interval", 1);
        bounds.atLeast("delay_evaluation", 0);
    }

    private static boolean isGiven(Fields fields, String key) {
        return fields.get(key).filter(value -> !(value instanceof Value.Null)).isPresent();
    }
}
