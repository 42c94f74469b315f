package dev.plumbline.spec.check.time;

import dev.plumbline.resource.Value.Fields;
import dev.plumbline.spec.problem.Findings;
import dev.plumbline.spec.problem.Paths;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Checks when something is triggered: by a cron expression or by a recurrence.
public final class TriggerCheck {
    private static final Set<String> TIMES = Set.of("hours", "minutes");

    /// What `schedule` may say beside the frequency that it refines.
    private static final Map<String, Set<String>> REFINED_BY =
            Map.of(
                    "minute", Set.of(),
                    "hour", Set.of(),
                    "day", TIMES,
                    "week", Set.of("hours", "minutes", "week_days"),
                    "month", Set.of("hours", "minutes", "month_days", "week_days"));

    private final Findings findings;

    public TriggerCheck(Findings findings) {
        this.findings = findings;
    }

    /// @param at the path to the trigger
    public void check(Fields trigger, List<String> at) {
        trigger.text("expression").ifPresent(text -> cron(text, Paths.below(at, "expression")));
        for (String pattern : List.of("schedule", "pattern")) {
            refined(trigger, trigger.fields(pattern), Paths.below(at, pattern));
        }
        Instants.order(findings, trigger, "start_time", "end_time", at);
        for (String zone : List.of("time_zone", "timezone")) {
            trigger.text(zone).ifPresent(text -> zone(text, Paths.below(at, zone)));
        }
    }

    private void cron(String expression, List<String> at) {
        Cron.fault(expression)
                .ifPresent(fault ->
                        findings.error(
                                "cron",
                                "expression is \"" + expression + "\": " + fault.message(),
                                at,
                                fault.part()));
    }

    private void refined(Fields trigger, Fields schedule, List<String> at) {
        String frequency = trigger.text("frequency").orElse("").toLowerCase(Locale.ROOT);
        Set<String> taken = REFINED_BY.get(frequency);
        if (taken == null) {
            return;
        }
        for (String key : schedule.fields().keySet()) {
            boolean isDay = key.endsWith("_days");
            if (isDay && !taken.contains(key)) {
                findings.warning(
                        "recurrence",
                        key
                                + " says nothing with frequency "
                                + frequency
                                + "; "
                                + (key.equals("week_days")
                                        ? "use frequency week"
                                        : "use frequency month")
                                + ", or remove it",
                        Paths.below(at, key));
            } else if (taken.isEmpty() && TIMES.contains(key)) {
                findings.warning(
                        "recurrence",
                        key
                                + " says nothing with frequency "
                                + frequency
                                + "; use frequency day, week or month, or remove it",
                        Paths.below(at, key));
            }
        }
    }

    private void zone(String name, List<String> at) {
        if (TimeZones.isKnown(name) || name.contains("${{")) {
            return;
        }
        TimeZones.nearest(name)
                .ifPresentOrElse(
                        near ->
                                findings.error(
                                        "time",
                                        at.getLast()
                                                + " is \""
                                                + name
                                                + "\", which is no time zone; did you mean \""
                                                + near
                                                + "\"?",
                                        at),
                        () ->
                                findings.warning(
                                        "time",
                                        at.getLast()
                                                + " is \""
                                                + name
                                                + "\", which is not known as a time zone; Azure ML takes Windows names such as \"W. Europe Standard Time\", and UTC",
                                        at));
    }
}
