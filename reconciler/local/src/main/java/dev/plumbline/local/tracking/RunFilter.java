package dev.plumbline.local.tracking;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.statement.Query;

/// The filter of a search for runs: equality of the run's id and its status, joined by AND. What
/// MLflow's language can say beyond that is refused.
///
/// @param equal the wanted value per column
record RunFilter(Map<String, String> equal) {
    private static final Pattern TERM =
            Pattern.compile(
                    "(?i)(?:attributes?\\.|run\\.)?(run_id|status)\\s*=\\s*(?:'([^']*)'|\"([^\"]*)\")");

    RunFilter {
        equal = Map.copyOf(equal);
    }

    static RunFilter parse(String text) {
        Map<String, String> equal = new LinkedHashMap<>();
        if (text.isBlank()) {
            return new RunFilter(equal);
        }
        for (String term : text.strip().split("(?i)\\s+AND\\s+")) {
            Matcher matcher = TERM.matcher(term);
            if (!matcher.matches()) {
                throw TrackingException.invalid(
                        "the filter \"%s\" is not supported by Plumbline's tracking; it can compare run_id and status for equality, such as status = 'FINISHED' AND run_id = '…'; leave the filter out and choose among the runs in your script"
                                .formatted(text));
            }
            String column = matcher.group(1).equalsIgnoreCase("run_id") ? "id" : "status";
            String value = matcher.group(2) == null ? matcher.group(3) : matcher.group(2);
            String earlier = equal.put(column, value);
            if (earlier != null && !earlier.equals(value)) {
                throw TrackingException.invalid(
                        "the filter \"%s\" can match nothing".formatted(text));
            }
        }
        return new RunFilter(equal);
    }

    /// The filter as a continuation of a condition in SQL; the columns come from a fixed set, the
    /// values are bound.
    String condition() {
        StringBuilder condition = new StringBuilder();
        equal.keySet().forEach(column -> condition.append(" AND %1$s = :%1$s".formatted(column)));
        return condition.toString();
    }

    void bindTo(Query query) {
        equal.forEach(query::bind);
    }
}
