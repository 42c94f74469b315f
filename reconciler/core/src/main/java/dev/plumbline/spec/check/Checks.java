package dev.plumbline.spec.check;

import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.resource.Value.Items;
import dev.plumbline.spec.check.range.Bounds;
import dev.plumbline.spec.check.time.MonitorCheck;
import dev.plumbline.spec.check.time.TriggerCheck;
import dev.plumbline.spec.document.SpecKind;
import dev.plumbline.spec.problem.Paths;
import java.util.List;

/// What documents of each kind are checked for beyond their schema, also those of kinds that are
/// not applied.
public final class Checks {
    private Checks() {}

    /// @param document a document that fits its schema
    public static void check(SpecKind kind, Fields document, CheckContext around) {
        switch (kind) {
            case PIPELINE_JOB, PIPELINE_COMPONENT ->
                    new PipelineCheck(around, around::component).check(document);
            case COMMAND_JOB,
                    SWEEP_JOB,
                    PARALLEL_JOB,
                    SPARK_JOB,
                    AUTOML_JOB,
                    IMPORT_JOB,
                    DATA_TRANSFER_JOB,
                    FINETUNING_JOB,
                    DISTILLATION_JOB ->
                    new StepCheck(around).alone(document, false);
            case COMMAND_COMPONENT,
                    PARALLEL_COMPONENT,
                    SPARK_COMPONENT,
                    AUTOML_COMPONENT,
                    IMPORT_COMPONENT,
                    DATA_TRANSFER_COMPONENT ->
                    new StepCheck(around).alone(document, true);
            case SCHEDULE, MONITOR_SCHEDULE -> schedule(document, around);
            case COMPUTE_INSTANCE -> startsAndStops(document, around);
            case FEATURE_SET -> materialization(document, around);
            case PROMOTION -> new PromotionCheck(around).check(document);
            case AML_COMPUTE ->
                    new Bounds(around, "range", document, List.of())
                            .noMore("min_instances", "max_instances");
            case MANAGED_ONLINE_DEPLOYMENT, KUBERNETES_ONLINE_DEPLOYMENT ->
                    new Bounds(
                                    around,
                                    "range",
                                    document.fields("scale_settings"),
                                    List.of("scale_settings"))
                            .noMore("min_instances", "max_instances");
            default -> {}
        }
    }

    private static void schedule(Fields document, CheckContext around) {
        Fields trigger = document.fields("trigger");
        new TriggerCheck(around).check(trigger, List.of("trigger"));
        new MonitorCheck(around)
                .check(document.fields("create_monitor"), trigger, List.of("create_monitor"));
    }

    private static void materialization(Fields document, CheckContext around) {
        Fields settings = document.fields("materialization_settings");
        new TriggerCheck(around)
                .check(
                        settings.fields("schedule"),
                        List.of("materialization_settings", "schedule"));
    }

    private static void startsAndStops(Fields document, CheckContext around) {
        Value listed =
                document.fields("schedules").get("compute_start_stop").orElse(Value.Null.NULL);
        if (listed instanceof Items(var entries)) {
            for (int i = 0; i < entries.size(); i++) {
                if (entries.get(i) instanceof Fields entry) {
                    List<String> at =
                            List.of("schedules", "compute_start_stop", Integer.toString(i));
                    new TriggerCheck(around)
                            .check(entry.fields("trigger"), Paths.below(at, "trigger"));
                }
            }
        }
    }
}
