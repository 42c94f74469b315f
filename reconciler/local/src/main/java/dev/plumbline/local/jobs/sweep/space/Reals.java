package dev.plumbline.local.jobs.sweep.space;

import dev.plumbline.resource.Value;
import java.math.BigDecimal;
import java.util.List;

/// Real numbers: `uniform`, `loguniform`, `normal`, `lognormal`.
record Reals(Curve curve) implements Distribution {
    @Override
    public List<Dimension> dimensions() {
        return List.of(Dimension.ORDERED);
    }

    @Override
    public Value at(double[] point, int from) {
        return new Value.Num(BigDecimal.valueOf(curve.quantile(point[from])));
    }

    @Override
    public void snap(double[] point, int from) {}

    @Override
    public boolean has(Value value) {
        return Value.asNumber(value).filter(number -> curve.has(number.doubleValue())).isPresent();
    }

    @Override
    public void locate(Value value, double[] point, int from) {
        point[from] = curve.share(Value.asNumber(value).orElseThrow().doubleValue());
    }
}
