package dev.plumbline.spec.check.time;

import dev.plumbline.resource.Value.Fields;
import dev.plumbline.spec.problem.Findings;
import dev.plumbline.spec.problem.Paths;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/// Points in time as specs write them: `2026-11-23`, `2026-11-23T10:00:00`, with an offset or
/// without.
final class Instants {
    private Instants() {}

    /// Tells a date that is in no calendar, and an end that is not after its start.
    static void order(Findings findings, Fields fields, String start, String end, List<String> at) {
        Optional<OffsetDateTime> from = read(findings, fields, start, at);
        Optional<OffsetDateTime> to = read(findings, fields, end, at);
        if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
            findings.error(
                    "time",
                    end
                            + " is \""
                            + fields.text(end).orElse("")
                            + "\", which is not after "
                            + start
                            + ", \""
                            + fields.text(start).orElse("")
                            + "\"; exchange or correct them",
                    Paths.below(at, end));
        }
    }

    /// Without an offset all times of a document are of one zone, whichever it is.
    private static Optional<OffsetDateTime> read(
            Findings findings, Fields fields, String key, List<String> at) {
        Optional<String> written = fields.text(key);
        if (written.isEmpty() || written.get().contains("${{")) {
            return Optional.empty();
        }
        try {
            return Optional.of(parse(written.get()));
        } catch (DateTimeException e) {
            findings.error(
                    "time",
                    key
                            + " is \""
                            + written.get()
                            + "\", which is no date of the calendar; write one such as 2026-11-23T10:00:00",
                    Paths.below(at, key));
            return Optional.empty();
        }
    }

    private static OffsetDateTime parse(String written) {
        String text = written.strip().replace(' ', 'T').replaceFirst("T+([Z+-])", "$1");
        if (!text.contains("T")) {
            return LocalDate.parse(text).atStartOfDay().atOffset(ZoneOffset.UTC);
        }
        String time = text.replace(',', '.').replaceFirst("([+-]\\d{2})(\\d{2})$", "$1:$2");
        boolean hasOffset = time.endsWith("Z") || time.matches(".*[+-]\\d{2}:\\d{2}$");
        return hasOffset
                ? OffsetDateTime.parse(time)
                : LocalDateTime.parse(time).atOffset(ZoneOffset.UTC);
    }
}
