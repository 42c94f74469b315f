package dev.plumbline.agent.api;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Two versions of a model side by side.
///
/// @param rows by section: `metrics`, `parameters`, `data`, `code`, `environments`, `run`
public record ModelComparisonView(ModelView from, ModelView to, List<Row> rows) {
    public ModelComparisonView {
        rows = List.copyOf(rows);
    }

    /// What one thing is of each.
    ///
    /// @param from empty when it has none, or nobody knows
    /// @param change of a metric, where both have it
    /// @param verdict `better` and `worse` only of metrics whose direction a promotion tells
    public record Row(
            String section,
            String name,
            Optional<String> from,
            Optional<String> to,
            Optional<String> change,
            Verdict verdict) {}

    /// How the second is beside the first.
    public enum Verdict {
        BETTER,
        WORSE,
        SAME,
        DIFFERENT;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
