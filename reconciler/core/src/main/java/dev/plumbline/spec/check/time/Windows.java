package dev.plumbline.spec.check.time;

import dev.plumbline.resource.Value.Fields;
import dev.plumbline.spec.problem.Findings;
import dev.plumbline.spec.problem.Paths;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Checks the windows of data that a monitor looks at: rolling ones (`lookback_window_size` and
/// `…_offset`, or as they were once named) and fixed ones.
final class Windows {
    private static final Pattern DURATION =
            Pattern.compile(
                    "P(?:(\\d{1,6})Y)?(?:(\\d{1,6})M)?(?:(\\d{1,6})W)?(?:(\\d{1,6})D)?(?:T(?:(\\d{1,6})H)?(?:(\\d{1,6})M)?(?:(\\d{1,6})S)?)?",
                    Pattern.CASE_INSENSITIVE);
    private static final List<Duration> UNITS =
            List.of(
                    Duration.ofDays(365),
                    Duration.ofDays(30),
                    Duration.ofDays(7),
                    Duration.ofDays(1),
                    Duration.ofHours(1),
                    Duration.ofMinutes(1),
                    Duration.ofSeconds(1));

    private final Findings findings;
    private final Optional<Duration> interval;

    /// @param interval how often the monitor runs, when that is known
    Windows(Findings findings, Optional<Duration> interval) {
        this.findings = findings;
        this.interval = interval;
    }

    /// @param holder the mapping in which the keys of a window stand
    /// @param isProduction whether new data comes into it between two runs
    void check(Fields holder, boolean isProduction, List<String> at) {
        Instants.order(findings, holder, "window_start", "window_end", at);
        for (String key :
                List.of("lookback_window_size", "data_window_size", "trailing_window_size")) {
            holder.text(key)
                    .flatMap(Windows::duration)
                    .ifPresent(size -> size(holder, key, size, isProduction, at));
        }
        boolean isHalf = holder.has("window_start") != holder.has("window_end");
        if (isHalf) {
            String given = holder.has("window_start") ? "window_start" : "window_end";
            String lacking = holder.has("window_start") ? "window_end" : "window_start";
            findings.keyError(
                    "window",
                    given + " stands alone; a fixed window needs " + lacking + " too",
                    Paths.below(at, given));
        }
    }

    private void size(
            Fields holder, String key, Duration size, boolean isProduction, List<String> at) {
        String written = holder.text(key).orElseThrow();
        if (size.isZero()) {
            findings.error(
                    "window",
                    key + " is \"" + written + "\"; a window must have a length, such as P7D",
                    Paths.below(at, key));
        } else if (isProduction && interval.filter(each -> each.compareTo(size) > 0).isPresent()) {
            findings.warning(
                    "window",
                    key
                            + " is \""
                            + written
                            + "\", which is shorter than the time between two runs; what comes in between is never looked at",
                    Paths.below(at, key));
        }
    }

    /// A duration, a month counted as 30 days; empty for `default` and for what is none.
    static Optional<Duration> duration(String text) {
        Matcher matcher = DURATION.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Duration sum = Duration.ZERO;
        for (int i = 0; i < UNITS.size(); i++) {
            if (matcher.group(i + 1) != null) {
                sum = sum.plus(UNITS.get(i).multipliedBy(Long.parseLong(matcher.group(i + 1))));
            }
        }
        return Optional.of(sum);
    }

    /// How long it is from one run of a recurrence to the next, at most.
    static Optional<Duration> interval(Fields trigger) {
        Optional<Duration> unit =
                switch (trigger.text("frequency").orElse("").toLowerCase(Locale.ROOT)) {
                    case "minute" -> Optional.of(Duration.ofMinutes(1));
                    case "hour" -> Optional.of(Duration.ofHours(1));
                    case "day" -> Optional.of(Duration.ofDays(1));
                    case "week" -> Optional.of(Duration.ofDays(7));
                    case "month" -> Optional.of(Duration.ofDays(28));
                    default -> Optional.empty();
                };
        Optional<Long> count =
                trigger.number("interval")
                        .filter(each -> each.signum() > 0 && each.scale() <= 0)
                        .filter(each -> each.precision() - each.scale() <= 6)
                        .map(each -> each.longValue());
        return unit.flatMap(each -> count.map(each::multipliedBy));
    }
}
