package dev.plumbline.local.bench;

import dev.plumbline.local.artifacts.Artifact;
import dev.plumbline.local.artifacts.ArtifactStore;
import dev.plumbline.local.environments.PythonEnvironment;
import dev.plumbline.local.jobs.JobAssets;
import dev.plumbline.local.jobs.JobOptions;
import dev.plumbline.local.jobs.JobRun;
import dev.plumbline.local.jobs.JobService;
import dev.plumbline.local.jobs.JobSubmission;
import dev.plumbline.local.jobs.RunEvent;
import dev.plumbline.local.jobs.RunTracking;
import dev.plumbline.local.jobs.StepStatus;
import dev.plumbline.local.jobs.Yaml;
import dev.plumbline.local.store.Database;
import dev.plumbline.local.tracking.RunStatus;
import dev.plumbline.local.tracking.TrackingStore;
import dev.plumbline.platform.Observed;
import dev.plumbline.platform.Owner;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.Production;
import dev.plumbline.resource.Resource;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Source;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.ValueJson;
import dev.plumbline.resource.VersionedId;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// The platform's jobs on a real database, artifact store and tracking store, with the system's own
/// Python as their environment.
final class BenchmarkedJobs implements AutoCloseable {
    private final Database database;
    private final JobService service;
    private final BlockingQueue<RunEvent.RunFinished> finished = new LinkedBlockingQueue<>();

    BenchmarkedJobs(Path data) throws IOException {
        database = Database.open(data);
        TrackingStore tracking = new TrackingStore(database.jdbi(), data.resolve("tracking"));
        service =
                JobService.open(
                        JobOptions.in(data).withConcurrentSteps(PipelineBenchmark.AT_ONCE),
                        database,
                        new ArtifactStore(data.resolve("artifacts")),
                        _ -> new SystemPython(),
                        new Tracking(tracking),
                        event -> {
                            if (event instanceof RunEvent.RunFinished end) {
                                finished.add(end);
                            }
                        },
                        () -> {});
    }

    /// Runs a job of steps that do nothing.
    ///
    /// @param salt makes the steps others than those of another salt
    /// @param expected how each step must have come by its end
    /// @return how many milliseconds from the submission to the end of the run
    double run(String job, int steps, int salt, StepStatus expected) throws Exception {
        ResourceId id = new ResourceId(Kind.JOB, job);
        Value.Fields spec = Yaml.read(pipeline(steps, salt), BenchmarkedJobs::noContent);
        Digest digest = Digest.ofText(ValueJson.canonical(spec));
        JobSubmission submission =
                new JobSubmission(
                        new Resource(
                                id, new Source(job + ".yml", 1), Optional.empty(), spec, List.of()),
                        digest,
                        new Owner("repo/dev", id, "c0ffee", job + ".yml", digest),
                        path -> {
                            throw new FileNotFoundException(path);
                        });
        long begin = System.nanoTime();
        String run = service.submit(submission);
        RunEvent.RunFinished end = finished.take();
        double millis = PipelineBenchmark.millis(begin);
        JobRun ended = service.run(run).orElseThrow();
        if (end.status() != Observed.RunStatus.SUCCEEDED
                || ended.steps().stream().anyMatch(step -> step.status() != expected)) {
            throw new IllegalStateException(
                    "run %s ended %s %s, not all of it %s"
                            .formatted(run, end.status(), end.message(), expected));
        }
        return millis;
    }

    private static Value.Content noContent(String path) {
        throw new IllegalArgumentException(path);
    }

    private static String pipeline(int steps, int salt) {
        StringBuilder text = new StringBuilder("type: pipeline\njobs:\n");
        for (int step = 0; step < steps; step++) {
            List<Integer> needs = PipelineBenchmark.needs(step);
            text.append("  s").append(step).append(":\n");
            text.append(
                    "    component: {environment: 'azureml:system:1', command: '/bin/true %d', outputs: {o: {type: uri_folder}}, inputs: {"
                            .formatted(salt * steps + step));
            needs.forEach(need -> text.append("i").append(need).append(": {type: uri_folder}, "));
            text.append("}}\n    inputs: {");
            needs.forEach(need ->
                    text.append("i%1$d: '${{parent.jobs.s%1$d.outputs.o}}', ".formatted(need)));
            text.append("}\n");
        }
        return text.toString();
    }

    @Override
    public void close() {
        service.close();
        database.close();
    }

    private static final class SystemPython implements JobAssets {
        @Override
        public Artifact content(VersionedId asset) throws IOException {
            throw new FileNotFoundException(asset.toString());
        }

        @Override
        public PythonEnvironment environment(VersionedId asset) {
            return new PythonEnvironment(
                    Digest.ofText("system"),
                    Path.of("/usr"),
                    Path.of("/usr/bin/python3"),
                    List.of());
        }

        @Override
        public VersionedId register(
                String run,
                Production production,
                String type,
                Artifact artifact,
                Map<String, Double> metrics) {
            return new VersionedId(production.asset(), "1");
        }
    }

    private record Tracking(TrackingStore store) implements RunTracking {
        @Override
        public void createRun(Tracked run, Instant started) {
            store.createRun(
                    run.id(),
                    run.experiment(),
                    run.name(),
                    run.parent(),
                    Optional.empty(),
                    started);
        }

        @Override
        public void endRun(String id, boolean succeeded, Instant ended) {
            store.endRun(id, succeeded ? RunStatus.FINISHED : RunStatus.FAILED, ended);
        }

        @Override
        public Map<String, Double> metrics(String id) {
            return store.metrics(id);
        }

        @Override
        public Map<String, String> variables(Tracked run) {
            return Map.of("MLFLOW_RUN_ID", run.id());
        }
    }
}
