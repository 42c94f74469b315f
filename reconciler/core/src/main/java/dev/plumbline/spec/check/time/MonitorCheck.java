package dev.plumbline.spec.check.time;

import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.resource.Value.Items;
import dev.plumbline.spec.problem.Findings;
import dev.plumbline.spec.problem.Paths;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Checks what a monitor looks at: the windows of its data, and that thresholds suit the task.
public final class MonitorCheck {
    private static final Map<String, String> OTHER_TASK =
            Map.of("classification", "regression", "regression", "classification");

    private final Findings findings;

    public MonitorCheck(Findings findings) {
        this.findings = findings;
    }

    /// @param trigger when the monitor runs
    /// @param at the path to the monitor
    public void check(Fields monitor, Fields trigger, List<String> at) {
        Windows windows = new Windows(findings, Windows.interval(trigger));
        Optional<String> task =
                monitor.fields("monitoring_target")
                        .text("ml_task")
                        .map(text -> text.toLowerCase(Locale.ROOT));
        monitor.fields("monitoring_signals")
                .fields()
                .forEach((name, value) -> {
                    if (value instanceof Fields signal) {
                        List<String> here = Paths.below(at, "monitoring_signals", name);
                        data(windows, signal, "production_data", true, here);
                        data(windows, signal, "reference_data", false, here);
                        task.ifPresent(each -> thresholds(signal, each, here));
                    }
                });
    }

    private static void data(
            Windows windows, Fields signal, String key, boolean isProduction, List<String> at) {
        List<String> here = Paths.below(at, key);
        switch (signal.get(key).orElse(Value.Null.NULL)) {
            case Fields data -> set(windows, data, isProduction, here);
            case Items(var sets) -> {
                for (int i = 0; i < sets.size(); i++) {
                    if (sets.get(i) instanceof Fields data) {
                        set(windows, data, isProduction, Paths.below(here, Integer.toString(i)));
                    }
                }
            }
            case Value _ -> {}
        }
    }

    private static void set(Windows windows, Fields data, boolean isProduction, List<String> at) {
        windows.check(data, isProduction, at);
        windows.check(data.fields("data_window"), isProduction, Paths.below(at, "data_window"));
    }

    private void thresholds(Fields signal, String task, List<String> at) {
        String other = OTHER_TASK.get(task);
        if (other != null
                && signal.get("metric_thresholds").orElse(Value.Null.NULL) instanceof Fields metrics
                && metrics.has(other)
                && !metrics.has(task)) {
            findings.keyError(
                    "monitor",
                    "thresholds of "
                            + other
                            + " say nothing about a model whose ml_task is "
                            + task
                            + "; write "
                            + task
                            + " and its metrics",
                    Paths.below(at, "metric_thresholds", other));
        }
    }
}
