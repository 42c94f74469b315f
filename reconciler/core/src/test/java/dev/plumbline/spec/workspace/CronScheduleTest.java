package dev.plumbline.spec.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// When a schedule came last and comes next, also when the clocks are put forward or back.
class CronScheduleTest {
    @ParameterizedTest
    @CsvSource({
        // A Monday, in winter time.
        "0 22 * * 5, 2026-11-23T12:00:00Z, 2026-11-20T21:00:00Z, 2026-11-27T21:00:00Z",
        "0 9 * * sun, 2026-11-23T12:00:00Z, 2026-11-22T08:00:00Z, 2026-11-29T08:00:00Z",
        "0 9 * * 7, 2026-11-23T12:00:00Z, 2026-11-22T08:00:00Z, 2026-11-29T08:00:00Z",
        "0 13 * * *, 2026-11-23T12:00:00Z, 2026-11-23T12:00:00Z, 2026-11-24T12:00:00Z",
        "*/15 * * * *, 2026-11-23T12:01:00Z, 2026-11-23T12:00:00Z, 2026-11-23T12:15:00Z",
        // A day of the month or a day of the week, as cron has it.
        "0 0 13 * 5, 2026-11-23T12:00:00Z, 2026-11-19T23:00:00Z, 2026-11-26T23:00:00Z",
        "0 0 29 2 *, 2026-11-23T12:00:00Z, 2024-02-28T23:00:00Z, 2028-02-28T23:00:00Z",
        // 2:30 is skipped on 29 March: it comes at 3:30 summer time.
        "30 2 * * *, 2026-03-29T00:00:00Z, 2026-03-28T01:30:00Z, 2026-03-29T01:30:00Z",
        "30 2 * * *, 2026-03-29T01:29:00Z, 2026-03-28T01:30:00Z, 2026-03-29T01:30:00Z",
        "30 2 * * *, 2026-03-29T01:30:00Z, 2026-03-29T01:30:00Z, 2026-03-30T00:30:00Z",
        // 2:30 comes twice on 25 October: it counts the first time.
        "30 2 * * *, 2026-10-25T00:00:00Z, 2026-10-24T00:30:00Z, 2026-10-25T00:30:00Z",
        "30 2 * * *, 2026-10-25T01:15:00Z, 2026-10-25T00:30:00Z, 2026-10-26T01:30:00Z",
        "30 2 * * *, 2026-10-25T01:45:00Z, 2026-10-25T00:30:00Z, 2026-10-26T01:30:00Z",
    })
    void aScheduleFollowsTheClocksOfItsZone(
            String schedule, Instant now, Instant last, Instant next) {
        CronSchedule times = CronSchedule.of(schedule, ZoneId.of("Europe/Berlin"));

        assertThat(times.last(now)).hasValue(last);
        assertThat(times.next(now)).hasValue(next);
    }
}
