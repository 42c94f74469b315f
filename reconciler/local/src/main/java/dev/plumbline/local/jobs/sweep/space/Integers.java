package dev.plumbline.local.jobs.sweep.space;

import dev.plumbline.resource.Value;
import java.math.BigDecimal;
import java.util.List;

/// The integers from 0 to below `upper`: `randint`.
record Integers(long upper) implements Distribution {
    @Override
    public List<Dimension> dimensions() {
        return List.of(Dimension.ORDERED);
    }

    @Override
    public Value at(double[] point, int from) {
        return Value.Num.of(integer(point[from]));
    }

    private long integer(double coordinate) {
        return Math.clamp((long) (coordinate * upper), 0, upper - 1);
    }

    @Override
    public void snap(double[] point, int from) {
        point[from] = middle(integer(point[from]));
    }

    private double middle(long integer) {
        return (integer + 0.5) / upper;
    }

    @Override
    public boolean has(Value value) {
        return Value.asNumber(value)
                .filter(number -> number.signum() >= 0)
                .filter(number -> number.compareTo(BigDecimal.valueOf(upper)) < 0)
                .isPresent();
    }

    @Override
    public void locate(Value value, double[] point, int from) {
        point[from] = middle(Value.asNumber(value).orElseThrow().longValue());
    }
}
