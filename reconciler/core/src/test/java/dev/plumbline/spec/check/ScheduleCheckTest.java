package dev.plumbline.spec.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.spec.document.SpecKind;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Cron expressions, recurrences, times, and the windows of monitors.
class ScheduleCheckTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0 0 * * *",
                "*/15 8-18 * * MON-FRI",
                "0,30 0-6/2 1,15 jan,JUL 0",
                "59 23 31 12 7"
            })
    void aCronExpressionMayBe(String expression) {
        assertThat(trigger("{type: cron, expression: '" + expression + "'}")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "60 0 * * *  | minute is \"60\"; it must be from 0 to 59",
                "0 24 * * *  | hour is \"24\"; it must be from 0 to 23",
                "0 0 0 * *   | day of month is \"0\"; it must be from 1 to 31",
                "0 0 * 13 *  | month is \"13\"; it must be from 1 to 12, or from jan to dec",
                "0 0 * * 8   | day of week is \"8\"; it must be from 0 to 7, or from sun to sat",
                "0 0 * * MOM | day of week is \"MOM\"; it must be from 0 to 7, or from sun to sat; did you mean \"mon\"?",
                "0 9-5 * * * | hour is \"9-5\"; the range runs backwards; write the lower value first",
                "*/0 * * * * | minute is \"*/0\"; the step after / must be an integer from 1 to 59",
                "1,,2 * * * * | minute is \"1,,2\"; \"\" must be *, from 0 to 59, a range a-b, or one with /step",
                "0 0 L * *   | day of month is \"L\"; it must be from 1 to 31",
                "0 0 * *     | it has 4 fields; it must have five: minute, hour, day of month, month, day of week"
            })
    void aWrongFieldOfACronExpressionIsNamed(String expression, String fault) {
        assertThat(trigger("{type: cron, expression: '" + expression + "'}"))
                .containsExactly(
                        "trigger.expression: expression is \"" + expression + "\": " + fault);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{frequency: day, interval: 1, schedule: {hours: 4, minutes: [0, 30]}}",
                "{frequency: week, schedule: {hours: 4, minutes: 0, week_days: monday}}",
                "{frequency: month, schedule: {hours: 4, minutes: 0, month_days: [1]}}",
                "{frequency: minute, interval: 5, start_time: '2026-01-01', end_time: '2026-01-01 00:00:01'}",
                "{time_zone: W. Europe Standard Time}",
                "{time_zone: Europe/Berlin}",
                "{time_zone: utc}",
                "{start_time: '2026-03-01T10:00:00+02:00', end_time: '2026-03-01T08:30:00Z'}"
            })
    void aTriggerMayBe(String trigger) {
        assertThat(trigger(trigger)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{frequency: day, schedule: {hours: 4, minutes: 0, week_days: monday}} | schedule.week_days: warning: week_days says nothing with frequency day; use frequency week, or remove it",
                "{frequency: week, schedule: {hours: 4, minutes: 0, month_days: 1}} | schedule.month_days: warning: month_days says nothing with frequency week; use frequency month, or remove it",
                "{frequency: hour, schedule: {hours: 4}} | schedule.hours: warning: hours says nothing with frequency hour; use frequency day, week or month, or remove it",
                "{start_time: '2026-03-02', end_time: '2026-03-01'} | end_time: end_time is \"2026-03-01\", which is not after start_time, \"2026-03-02\"; exchange or correct them",
                "{start_time: '2026-02-30'} | start_time: start_time is \"2026-02-30\", which is no date of the calendar; write one such as 2026-11-23T10:00:00",
                "{time_zone: W. Europ Standard Time} | time_zone: time_zone is \"W. Europ Standard Time\", which is no time zone; did you mean \"W. Europe Standard Time\"?",
                "{time_zone: over there} | time_zone: warning: time_zone is \"over there\", which is not known as a time zone; Azure ML takes Windows names such as \"W. Europe Standard Time\", and UTC"
            })
    void oneMistakeOfATriggerIsOneFault(String trigger, String fault) {
        assertThat(trigger(trigger)).containsExactly("trigger." + fault);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "data_window: {lookback_window_size: P1D, lookback_window_offset: P0D} | ``",
                "data_window: {lookback_window_size: default} | ``",
                "data_window: {window_start: '2026-01-01', window_end: '2026-01-02'} | ``",
                "data_window: {lookback_window_size: PT0H} | data_window.lookback_window_size: lookback_window_size is \"PT0H\"; a window must have a length, such as P7D",
                "data_window: {lookback_window_size: PT6H} | data_window.lookback_window_size: warning: lookback_window_size is \"PT6H\", which is shorter than the time between two runs; what comes in between is never looked at",
                "data_window_size: PT6H | data_window_size: warning: data_window_size is \"PT6H\", which is shorter than the time between two runs; what comes in between is never looked at",
                "data_window: {window_start: '2026-01-02', window_end: '2026-01-01'} | data_window.window_end: window_end is \"2026-01-01\", which is not after window_start, \"2026-01-02\"; exchange or correct them",
                "data_window: {window_start: '2026-01-02'} | data_window.window_start: window_start stands alone; a fixed window needs window_end too"
            })
    void windowsOfMonitors(String window, String fault) {
        String signal = "create_monitor.monitoring_signals.drift.production_data.";
        assertThat(
                        Collected.faults(
                                SpecKind.SCHEDULE,
                                """
                                trigger: {type: recurrence, frequency: day, interval: 1}
                                create_monitor:
                                  monitoring_signals:
                                    drift:
                                      type: data_drift
                                      production_data: {%s}
                                """
                                        .formatted(window)))
                .isEqualTo(fault.isEmpty() ? List.of() : List.of(signal + fault));
    }

    @ParameterizedTest
    @CsvSource({"regression, classification", "classification, regression"})
    void thresholdsOfTheOtherTaskSayNothing(String task, String other) {
        assertThat(
                        Collected.faults(
                                SpecKind.MONITOR_SCHEDULE,
                                """
                                create_monitor:
                                  monitoring_target: {ml_task: %s}
                                  monitoring_signals:
                                    quality: {type: model_performance, metric_thresholds: {%s: {}}}
                                """
                                        .formatted(task, other)))
                .containsExactly(
                        "create_monitor.monitoring_signals.quality.metric_thresholds."
                                + other
                                + ": thresholds of "
                                + other
                                + " say nothing about a model whose ml_task is "
                                + task
                                + "; write "
                                + task
                                + " and its metrics");
    }

    private static List<String> trigger(String trigger) {
        return Collected.faults(SpecKind.SCHEDULE, "trigger: " + trigger + "\n");
    }
}
