package dev.plumbline.local.jobs.sweep.space;

import dev.plumbline.local.jobs.sweep.spec.InvalidSweepException;
import dev.plumbline.local.jobs.sweep.spec.Section;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// The parameters of a sweep and what each may be. A point of the unit cube stands for one value of
/// each; see [Distribution].
public final class SearchSpace {
    private final SequencedMap<String, Distribution> parameters;
    private final List<Dimension> dimensions;

    SearchSpace(SequencedMap<String, Distribution> parameters) {
        this.parameters = parameters;
        dimensions =
                parameters.values().stream().flatMap(each -> each.dimensions().stream()).toList();
    }

    /// Reads `search_space` of a sweep. A plain value in place of a distribution is that value in
    /// every trial.
    ///
    /// @param logBase what the `log…` distributions are exponents of
    /// @throws InvalidSweepException when a distribution has no values, or is none
    public static SearchSpace read(Section space, double logBase) {
        if (space.fields().isEmpty()) {
            throw new InvalidSweepException(
                    space.path() + " is empty; name at least one parameter to search");
        }
        return new DistributionReader(logBase).space(space);
    }

    public List<Dimension> dimensions() {
        return dimensions;
    }

    /// The values that a point stands for, by parameter.
    public Fields at(double[] point) {
        return at(point, 0);
    }

    Fields at(double[] point, int from) {
        Map<String, Value> values = new LinkedHashMap<>();
        int next = from;
        for (var each : parameters.entrySet()) {
            values.put(each.getKey(), each.getValue().at(point, next));
            next += each.getValue().dimensions().size();
        }
        return new Fields(values);
    }

    /// The one point among those of the same values that [#locate] gives. A coordinate that does
    /// not count, because another choice was made, is NaN.
    public double[] snap(double[] point) {
        double[] snapped = point.clone();
        snap(snapped, 0);
        return snapped;
    }

    void snap(double[] point, int from) {
        int next = from;
        for (Distribution each : parameters.values()) {
            each.snap(point, next);
            next += each.dimensions().size();
        }
    }

    /// The point of values that came from this space.
    public double[] locate(Fields values) {
        double[] point = new double[dimensions.size()];
        locate(values, point, 0);
        return point;
    }

    void locate(Fields values, double[] point, int from) {
        int next = from;
        for (var each : parameters.entrySet()) {
            each.getValue().locate(values.get(each.getKey()).orElseThrow(), point, next);
            next += each.getValue().dimensions().size();
        }
    }

    /// Whether the values are ones that this space can give.
    boolean has(Fields values) {
        return values.fields().keySet().equals(parameters.keySet())
                && parameters.entrySet().stream()
                        .allMatch(each ->
                                each.getValue().has(values.get(each.getKey()).orElseThrow()));
    }

    /// The parameters, each with its path, that have more values than can be counted out.
    public List<String> notChoices(String path) {
        List<String> found = new ArrayList<>();
        parameters.forEach((name, distribution) -> {
            if (distribution instanceof Choice choice) {
                choice.options().stream()
                        .filter(Choice.Option.Mapping.class::isInstance)
                        .map(Choice.Option.Mapping.class::cast)
                        .forEach(each -> found.addAll(each.space().notChoices(path + "." + name)));
            } else {
                found.add(path + "." + name);
            }
        });
        return found;
    }

    /// How many combinations a space of choices has; the greatest `long` when there are more.
    public long combinations() {
        return parameters.values().stream()
                .mapToLong(each -> ((Choice) each).combinations())
                .reduce(1, SearchSpace::product);
    }

    private static long product(long one, long other) {
        return one > Long.MAX_VALUE / other ? Long.MAX_VALUE : one * other;
    }

    /// A combination of a space of choices. The parameter that is written last changes first.
    public Fields combination(long index) {
        Map<String, Value> values = new LinkedHashMap<>();
        long left = index;
        for (var each : parameters.reversed().entrySet()) {
            Choice choice = (Choice) each.getValue();
            values.put(each.getKey(), choice.combination(left % choice.combinations()));
            left /= choice.combinations();
        }
        Map<String, Value> inOrder = new LinkedHashMap<>();
        parameters.keySet().forEach(name -> inOrder.put(name, values.get(name)));
        return new Fields(inOrder);
    }
}
