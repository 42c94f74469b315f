package dev.plumbline.spec.workspace;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The moments of a cron expression of five fields in a time zone. A time that the change to summer
/// time skips comes as much later as the clocks are put forward; one that comes twice counts the
/// first time.
public final class CronSchedule {
    /// More than any zone ever puts its clocks forward or back.
    private static final int SHIFT_HOURS = 3;

    private static final CronParser PARSER =
            new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

    private final String text;
    private final ZoneId zone;
    private final ExecutionTime times;

    private CronSchedule(String text, ZoneId zone, ExecutionTime times) {
        this.text = text;
        this.zone = zone;
        this.times = times;
    }

    /// @throws IllegalArgumentException when it is no cron expression, or one that never comes
    public static CronSchedule of(String text, ZoneId zone) {
        ExecutionTime times;
        try {
            times = ExecutionTime.forCron(PARSER.parse(text.strip()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "the schedule \""
                            + text
                            + "\" is no cron expression: "
                            + e.getMessage()
                            + "; write minute, hour, day of month, month and day of week, such as \"0 22 * * 1-5\"",
                    e);
        }
        if (times.nextExecution(Instant.EPOCH.atZone(ZoneOffset.UTC)).isEmpty()) {
            throw new IllegalArgumentException(
                    "the schedule \"" + text + "\" names a day that never comes");
        }
        return new CronSchedule(text.strip(), zone, times);
    }

    /// The last moment that is not after this one.
    public Optional<Instant> last(Instant now) {
        Optional<ZonedDateTime> found = times.lastExecution(onTheClock(now, SHIFT_HOURS));
        while (found.filter(each -> moment(each).isAfter(now)).isPresent()) {
            found = found.flatMap(times::lastExecution);
        }
        return found.map(this::moment);
    }

    /// The first moment after this one.
    public Optional<Instant> next(Instant now) {
        Optional<ZonedDateTime> found = times.nextExecution(onTheClock(now, -SHIFT_HOURS));
        while (found.filter(each -> !moment(each).isAfter(now)).isPresent()) {
            found = found.flatMap(times::nextExecution);
        }
        return found.map(this::moment);
    }

    /// The expression is followed on a clock that is never put forward or back.
    private ZonedDateTime onTheClock(Instant now, int hoursLater) {
        return LocalDateTime.ofInstant(now, zone).plusHours(hoursLater).atZone(ZoneOffset.UTC);
    }

    private Instant moment(ZonedDateTime clock) {
        return clock.toLocalDateTime().atZone(zone).toInstant();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CronSchedule schedule
                && text.equals(schedule.text)
                && zone.equals(schedule.zone);
    }

    @Override
    public int hashCode() {
        return 31 * text.hashCode() + zone.hashCode();
    }

    @Override
    public String toString() {
        return "\"" + text + "\" (" + zone + ")";
    }
}
