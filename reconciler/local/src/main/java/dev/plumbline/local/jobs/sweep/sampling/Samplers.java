package dev.plumbline.local.jobs.sweep.sampling;

import dev.plumbline.local.jobs.sweep.space.SearchSpace;
import dev.plumbline.local.jobs.sweep.spec.Section;
import dev.plumbline.local.jobs.sweep.trial.Goal;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import java.math.BigDecimal;
import java.util.List;

/// Reads how a sweep samples: `sampling_algorithm`, a word or a mapping, and the `search_space`.
public final class Samplers {
    private static final String KEY = "sampling_algorithm";
    private static final List<String> TYPES = List.of("random", "grid", "bayesian");

    private Samplers() {}

    /// @param spec of the sweep
    /// @param seed what to use when the spec has none
    public static Sampler read(Fields spec, Goal goal, long seed) {
        Section sampling = sampling(spec);
        String type = sampling.word("type", TYPES);
        Seed chosen =
                new Seed(
                        sampling.optionalInteger("seed", Long.MIN_VALUE, Long.MAX_VALUE)
                                .orElse(seed));
        SearchSpace space = SearchSpace.read(Section.of(spec, "search_space"), logBase(sampling));
        return switch (type) {
            case "grid" -> new Grid(space);
            case "bayesian" -> new Bayesian(space, goal, chosen);
            default ->
                    isSobol(sampling)
                            ? new SobolPoints(space, chosen)
                            : new RandomPoints(space, chosen);
        };
    }

    private static Section sampling(Fields spec) {
        Value written = spec.get(KEY).orElse(Value.Null.NULL);
        return written instanceof Fields fields
                ? new Section(fields, KEY)
                : new Section(Fields.EMPTY.with("type", written), KEY);
    }

    private static boolean isSobol(Section sampling) {
        return sampling.has("rule")
                && sampling.word("rule", List.of("random", "sobol")).equals("sobol");
    }

    /// `logbase` is a number or `e`.
    private static double logBase(Section sampling) {
        if (sampling.fields().text("logbase").orElse("e").strip().equalsIgnoreCase("e")) {
            return Math.E;
        }
        BigDecimal base = sampling.positive("logbase");
        if (base.compareTo(BigDecimal.ONE) == 0) {
            throw sampling.wrong("logbase", "other than 1, or e");
        }
        return base.doubleValue();
    }
}
