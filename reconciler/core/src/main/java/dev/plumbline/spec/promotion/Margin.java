package dev.plumbline.spec.promotion;

import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Num;
import java.math.BigDecimal;

/// How far two values of a metric are apart.
///
/// @param amount in the metric's own unit, or in percent of the value that is compared with
public record Margin(BigDecimal amount, boolean isShare) {
    /// @param value a number, or a text such as `5%`
    static Margin of(Value value) {
        return value instanceof Num(var amount, _)
                ? new Margin(amount, false)
                : new Margin(new BigDecimal(value.display().replace("%", "")), true);
    }

    /// In the metric's own unit.
    ///
    /// @param base the value that is compared with
    public BigDecimal from(BigDecimal base) {
        return isShare ? base.abs().multiply(amount).movePointLeft(2) : amount;
    }

    @Override
    public String toString() {
        return amount.toPlainString() + (isShare ? "%" : "");
    }
}
