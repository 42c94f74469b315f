package dev.plumbline.spec.check.range;

import dev.plumbline.resource.Value.Fields;
import dev.plumbline.spec.problem.Findings;
import dev.plumbline.spec.problem.Paths;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/// Checks numbers of a mapping against each other and against fixed bounds. What is no number, an
/// expression above all, is let through.
///
/// @param code of the problems
/// @param fields the mapping
/// @param at the path to it
public record Bounds(Findings findings, String code, Fields fields, List<String> at) {
    public Bounds {
        at = List.copyOf(at);
    }

    /// Tells a number that is more than another one.
    public void noMore(String part, String whole) {
        Optional<BigDecimal> some = fields.number(part);
        Optional<BigDecimal> all = fields.number(whole);
        if (some.isPresent() && all.isPresent() && some.get().compareTo(all.get()) > 0) {
            tell(
                    part,
                    some.get(),
                    ", which is more than "
                            + whole
                            + ", "
                            + all.get().toPlainString()
                            + "; lower it");
        }
    }

    public void atLeast(String key, int least) {
        fields.number(key)
                .filter(value -> value.compareTo(BigDecimal.valueOf(least)) < 0)
                .ifPresent(value -> tell(key, value, "; it must be at least " + least));
    }

    public void positive(String key) {
        fields.number(key)
                .filter(value -> value.signum() <= 0)
                .ifPresent(value -> tell(key, value, "; it must be more than 0"));
    }

    private void tell(String key, BigDecimal value, String what) {
        findings.error(code, key + " is " + value.toPlainString() + what, Paths.below(at, key));
    }
}
