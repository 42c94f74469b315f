package dev.plumbline.local.jobs.sweep.space;

import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// A choice of values: `choice`. Numbers lie along their coordinate by size; values of other kinds
/// are only equal or different. A choice may be a mapping of parameters of its own, whose
/// coordinates count only where it is the one chosen, and are NaN elsewhere.
final class Choice implements Distribution {
    private final List<Option> written;
    private final List<Option> options;
    private final List<Dimension> dimensions;

    /// One of the choices: a value, or a mapping of further parameters.
    sealed interface Option {
        record Constant(Value value) implements Option {}

        record Mapping(SearchSpace space) implements Option {}
    }

    /// @param written at least one
    Choice(List<Option> written) {
        this.written = List.copyOf(written);
        boolean isOrdered = written.stream().allMatch(each -> number(each).isPresent());
        options = isOrdered ? bySize(written) : this.written;
        List<Dimension> all = new ArrayList<>();
        all.add(isOrdered ? Dimension.ORDERED : Dimension.CATEGORICAL);
        options.forEach(each -> all.addAll(further(each)));
        dimensions = List.copyOf(all);
    }

    private static Optional<BigDecimal> number(Option option) {
        return option instanceof Option.Constant(Value.Num(var number, _))
                ? Optional.of(number)
                : Optional.empty();
    }

    private static List<Option> bySize(List<Option> options) {
        return options.stream()
                .sorted(Comparator.comparing(each -> number(each).orElseThrow()))
                .toList();
    }

    private static List<Dimension> further(Option option) {
        return option instanceof Option.Mapping(var space) ? space.dimensions() : List.of();
    }

    List<Option> options() {
        return options;
    }

    /// How many values a grid has here.
    long combinations() {
        return written.stream().distinct().mapToLong(Choice::combinations).sum();
    }

    private static long combinations(Option option) {
        return option instanceof Option.Mapping(var space) ? space.combinations() : 1;
    }

    /// A value of the grid, in the order written.
    Value combination(long index) {
        long left = index;
        for (Option option : written.stream().distinct().toList()) {
            long here = combinations(option);
            if (left < here) {
                return switch (option) {
                    case Option.Constant(var value) -> value;
                    case Option.Mapping(var space) -> space.combination(left);
                };
            }
            left -= here;
        }
        throw new IndexOutOfBoundsException("no combination " + index);
    }

    @Override
    public List<Dimension> dimensions() {
        return dimensions;
    }

    @Override
    public Value at(double[] point, int from) {
        int chosen = index(point[from]);
        return switch (options.get(chosen)) {
            case Option.Constant(var value) -> value;
            case Option.Mapping(var space) -> space.at(point, start(chosen, from));
        };
    }

    private int index(double coordinate) {
        return Math.clamp((int) (coordinate * options.size()), 0, options.size() - 1);
    }

    /// Where the coordinates of an option's own parameters begin.
    private int start(int chosen, int from) {
        return options.subList(0, chosen).stream()
                .mapToInt(each -> further(each).size())
                .reduce(from + 1, Integer::sum);
    }

    @Override
    public void snap(double[] point, int from) {
        int chosen = index(point[from]);
        double[] before = point.clone();
        choose(chosen, point, from);
        if (options.get(chosen) instanceof Option.Mapping(var space)) {
            int start = start(chosen, from);
            System.arraycopy(before, start, point, start, space.dimensions().size());
            space.snap(point, start);
        }
    }

    @Override
    public boolean has(Value value) {
        return options.stream().anyMatch(each -> gives(each, value));
    }

    private static boolean gives(Option option, Value value) {
        return switch (option) {
            case Option.Constant(var constant) -> constant.equals(value);
            case Option.Mapping(var space) -> value instanceof Fields fields && space.has(fields);
        };
    }

    @Override
    public void locate(Value value, double[] point, int from) {
        int chosen =
                IntStream.range(0, options.size())
                        .filter(index -> gives(options.get(index), value))
                        .findFirst()
                        .orElseThrow();
        choose(chosen, point, from);
        if (options.get(chosen) instanceof Option.Mapping(var space)) {
            space.locate((Fields) value, point, start(chosen, from));
        }
    }

    private void choose(int chosen, double[] point, int from) {
        Arrays.fill(point, from, from + dimensions.size(), Double.NaN);
        point[from] = (chosen + 0.5) / options.size();
    }
}
