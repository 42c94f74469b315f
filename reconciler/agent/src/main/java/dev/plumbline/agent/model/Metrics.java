package dev.plumbline.agent.model;

import java.math.BigDecimal;
import java.util.Optional;

/// Values of metrics as they were logged: `0.905` less `0.9` is `0.005`.
public final class Metrics {
    private Metrics() {}

    /// Empty for what is no finite number.
    public static Optional<BigDecimal> exact(double value) {
        return Double.isFinite(value) ? Optional.of(BigDecimal.valueOf(value)) : Optional.empty();
    }

    public static String text(double value) {
        return exact(value).map(Metrics::text).orElseGet(() -> String.valueOf(value));
    }

    static String signed(BigDecimal change) {
        return (change.signum() > 0 ? "+" : "") + text(change);
    }

    private static String text(BigDecimal value) {
        BigDecimal plain = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
        return Math.abs(plain.precision() - plain.scale()) > 12
                ? plain.toString()
                : plain.toPlainString();
    }
}
