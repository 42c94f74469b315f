package dev.plumbline.agent.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Runs as the agent tells of them.
public final class RunSamples {
    private RunSamples() {}

    public static RunsView runs() {
        return new RunsView(List.of(run(), endedRun()));
    }

    public static RunView run() {
        return new RunView(
                "3f9c2ab",
                "job/jobs/train-pipeline",
                "running",
                Samples.COMMIT,
                Samples.NOON,
                Optional.of(Samples.NOON.plusSeconds(2)),
                Optional.empty(),
                "step train runs",
                List.of(),
                Map.of(),
                List.of(
                        step(
                                "prep",
                                "succeeded",
                                Optional.of(Samples.NOON.plusSeconds(2)),
                                Optional.of(Samples.NOON.plusSeconds(2)),
                                true),
                        step(
                                "train",
                                "running",
                                Optional.of(Samples.NOON.plusSeconds(3)),
                                Optional.empty(),
                                false),
                        step("evaluate", "queued", Optional.empty(), Optional.empty(), false)));
    }

    private static RunView.Step step(
            String name,
            String status,
            Optional<Instant> started,
            Optional<Instant> ended,
            boolean reused) {
        return new RunView.Step(name, status, started, ended, reused, "");
    }

    private static RunView endedRun() {
        return new RunView(
                "11d0e9f",
                "job/jobs/train-pipeline",
                "succeeded",
                Samples.OLDER,
                Samples.NOON.minusSeconds(7_200),
                Optional.of(Samples.NOON.minusSeconds(7_190)),
                Optional.of(Samples.NOON.minusSeconds(7_065)),
                "",
                List.of("model/fraud-detection-model:2"),
                Map.of("auc", 0.981, "f1", 0.94),
                List.of());
    }
}
