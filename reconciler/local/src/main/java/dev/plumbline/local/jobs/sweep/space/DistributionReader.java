package dev.plumbline.local.jobs.sweep.space;

import dev.plumbline.local.jobs.sweep.spec.InvalidSweepException;
import dev.plumbline.local.jobs.sweep.spec.Section;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.resource.Value.Items;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import org.hipparchus.distribution.RealDistribution;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.distribution.continuous.UniformRealDistribution;

/// Reads the distributions of a search space (learn.microsoft.com, reference-yaml-job-sweep,
/// "Parameter expressions").
final class DistributionReader {
    private static final List<String> TYPES =
            List.of(
                    "choice",
                    "randint",
                    "uniform",
                    "quniform",
                    "loguniform",
                    "qloguniform",
                    "normal",
                    "qnormal",
                    "lognormal",
                    "qlognormal");

    /// Integers above it are not all numbers of double precision.
    private static final long MOST_INTEGERS = 1L << 53;

    private final double logBase;

    DistributionReader(double logBase) {
        this.logBase = logBase;
    }

    SearchSpace space(Section space) {
        SequencedMap<String, Distribution> parameters = new LinkedHashMap<>();
        space.fields()
                .fields()
                .forEach((name, value) -> parameters.put(name, parameter(space, name, value)));
        return new SearchSpace(parameters);
    }

    private Distribution parameter(Section space, String name, Value value) {
        return switch (value) {
            case Fields fields -> distribution(new Section(fields, space.at(name)));
            case Value.Text _, Value.Num _, Value.Bool _ ->
                    new Choice(List.of(new Choice.Option.Constant(value)));
            case Value _ -> throw space.wrong(name, "a distribution: a mapping with a type");
        };
    }

    private Distribution distribution(Section written) {
        return switch (written.word("type", TYPES)) {
            case "choice" -> choice(written);
            case "randint" -> new Integers(written.integer("upper", 1, MOST_INTEGERS));
            case "uniform" -> new Reals(uniform(written, OptionalDouble.empty()));
            case "quniform" -> multiples(written, uniform(written, OptionalDouble.empty()));
            case "loguniform" -> new Reals(uniform(written, OptionalDouble.of(logBase)));
            case "qloguniform" -> multiples(written, uniform(written, OptionalDouble.of(logBase)));
            case "normal" -> new Reals(normal(written, OptionalDouble.empty()));
            case "qnormal" -> multiples(written, normal(written, OptionalDouble.empty()));
            case "lognormal" -> new Reals(normal(written, OptionalDouble.of(logBase)));
            default -> multiples(written, normal(written, OptionalDouble.of(logBase)));
        };
    }

    private Choice choice(Section written) {
        if (!(written.fields().get("values").orElse(Value.Null.NULL) instanceof Items(var values))
                || values.isEmpty()) {
            throw written.wrong("values", "a list of at least one value");
        }
        List<Choice.Option> options = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            options.add(option(values.get(i), written.at("values") + "." + i));
        }
        return new Choice(options);
    }

    private Choice.Option option(Value value, String path) {
        return value instanceof Fields fields
                ? new Choice.Option.Mapping(space(new Section(fields, path)))
                : new Choice.Option.Constant(value);
    }

    /// Uniform between the bounds; with a base, of the logarithm, so that the values lie between
    /// `base^min_value` and `base^max_value`.
    private static Curve uniform(Section written, OptionalDouble base) {
        BigDecimal least = written.number("min_value");
        BigDecimal most = written.number("max_value");
        if (least.doubleValue() >= most.doubleValue()) {
            throw written.wrong(
                    "min_value",
                    "less than max_value, %s; else there is nothing to draw from"
                            .formatted(most.toPlainString()));
        }
        return finite(
                written,
                "max_value",
                new Curve(
                        new UniformRealDistribution(least.doubleValue(), most.doubleValue()),
                        base));
    }

    private static Curve normal(Section written, OptionalDouble base) {
        RealDistribution shape =
                new NormalDistribution(
                        written.number("mu").doubleValue(),
                        written.positive("sigma").doubleValue());
        return finite(written, base.isPresent() ? "sigma" : "mu", new Curve(shape, base));
    }

    private static Curve finite(Section written, String key, Curve curve) {
        if (!Double.isFinite(curve.quantile(1)) || !Double.isFinite(curve.quantile(0))) {
            throw written.wrong(
                    key,
                    "smaller: it is an exponent, and its power is more than a number can hold");
        }
        return curve;
    }

    private static Multiples multiples(Section written, Curve curve) {
        Multiples multiples = new Multiples(curve, written.positive("q"));
        if (!multiples.hasValues()) {
            throw new InvalidSweepException(
                    "%s is \"%s\", and no multiple of it lies between %s and %s; make it smaller or the bounds wider"
                            .formatted(
                                    written.at("q"),
                                    written.number("q").toPlainString(),
                                    curve.least(),
                                    curve.greatest()));
        }
        return multiples;
    }
}
