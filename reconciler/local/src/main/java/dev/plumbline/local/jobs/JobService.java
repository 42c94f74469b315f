package dev.plumbline.local.jobs;

import dev.plumbline.local.artifacts.Artifact;
import dev.plumbline.local.artifacts.ArtifactStore;
import dev.plumbline.local.jobs.RunStore.Submitted;
import dev.plumbline.local.jobs.graph.InvalidJobException;
import dev.plumbline.local.store.Database;
import dev.plumbline.platform.BlobSource;
import dev.plumbline.platform.Observed;
import dev.plumbline.platform.Owner;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.spec.document.FieldClasses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/// Runs jobs. A run is in the database before anything starts, and its steps are processes that go
/// on when the agent is killed: opening the service again carries every run on from where it is.
/// One service at a time uses a data directory. Safe for use by many threads.
public final class JobService implements AutoCloseable {
    private static final Duration CLOSING = Duration.ofSeconds(30);

    private final Engine engine;
    private final Map<String, RunDriver> drivers = new ConcurrentHashMap<>();
    private final Map<String, Thread> threads = new ConcurrentHashMap<>();

    private JobService(Engine engine) {
        this.engine = engine;
    }

    /// Opens the service and carries on the runs that are under way.
    ///
    /// @param assets of each workspace, by its full name
    /// @param changed called after every change of a run or a step
    public static JobService open(
            JobOptions options,
            Database database,
            ArtifactStore artifacts,
            Function<String, JobAssets> assets,
            RunTracking tracking,
            RunListener listener,
            Runnable changed) {
        Clock clock = Clock.systemUTC();
        JobService service =
                new JobService(
                        new Engine(
                                options,
                                new RunStore(database.jdbi(), clock),
                                new StepStore(database),
                                artifacts,
                                assets,
                                tracking,
                                listener,
                                changed,
                                new Semaphore(options.concurrentSteps()),
                                clock));
        service.carryOn();
        return service;
    }

    // All runs claim room for their running steps before the first one starts a new step.
    private void carryOn() {
        List<RunDriver> found = new ArrayList<>();
        for (String run : engine.store().underWay()) {
            try {
                found.add(drivers.computeIfAbsent(run, id -> new RunDriver(engine, id)));
            } catch (InvalidJobException e) {
                engine.store().ended(run, Observed.RunStatus.FAILED, e.problem(), Map.of());
            }
        }
        found.forEach(this::start);
    }

    /// Starts a run of a job. Idempotent: while a run of this digest is under way or has succeeded,
    /// that one answers. A job that can't be run as it is written becomes a failed run that says
    /// why.
    ///
    /// @return the id of the run
    /// @throws IOException when the job's files cannot be read or kept; nothing has started then
    public String submit(JobSubmission submission) throws IOException {
        ResourceId job = submission.job();
        Fields spec = submission.desired().spec();
        engine.store().declare(job, live(spec), submission.owner());
        Optional<String> standing =
                engine.store().standing(submission.owner().workspace(), job, submission.digest());
        if (standing.isPresent()) {
            return standing.get();
        }
        Submitted submitted =
                new Submitted(
                        job,
                        submission.digest(),
                        submission.owner(),
                        spec,
                        submission.desired().produces(),
                        keep(spec, submission.blobs()),
                        false);
        return launch(submitted, true);
    }

    /// Runs a job again as it was submitted last: after a failure, reusing what succeeded; after a
    /// success, every step. While a run is under way, that one answers.
    ///
    /// @return the id of the run; empty when the job never ran
    public Optional<String> rerun(String workspace, ResourceId job) {
        Optional<JobRun> latest =
                engine.store().latest(workspace, job).flatMap(engine.store()::run);
        if (latest.isEmpty() || !latest.get().status().isTerminal()) {
            return latest.map(JobRun::id);
        }
        Submitted before = engine.store().submitted(latest.get().id());
        boolean forced = latest.get().status() == Observed.RunStatus.SUCCEEDED;
        Submitted again =
                new Submitted(
                        job,
                        before.digest(),
                        before.owner(),
                        before.spec(),
                        before.produces(),
                        before.contents(),
                        forced);
        return Optional.of(launch(again, false));
    }

    /// All runs of all workspaces, or those of the jobs with an id, oldest first, without their
    /// steps.
    public List<JobRun> runs(Optional<ResourceId> job) {
        return engine.store().runs(job);
    }

    public Optional<JobRun> run(String id) {
        return engine.store().run(id);
    }

    /// The logs of a run's steps, or of one, as far as there are any, in the order written. The log
    /// of a reused step is the one of the process that did run.
    public List<Path> log(String run, Optional<String> step) {
        return engine.steps().ofRun(run).stream()
                .filter(each -> step.isEmpty() || step.get().equals(each.name()))
                .map(this::log)
                .filter(Files::exists)
                .toList();
    }

    private Path log(StepRun step) {
        StepRun origin =
                step.reusedFrom().stream()
                        .flatMap(from -> engine.steps().ofRun(from).stream())
                        .filter(earlier -> earlier.key().equals(step.key()))
                        .findFirst()
                        .orElse(step);
        return engine.options()
                .runs()
                .resolve(origin.run())
                .resolve(origin.name())
                .resolve("log.txt");
    }

    /// Stops a run: what runs is ended, what waits never starts.
    ///
    /// @return whether there was something to stop
    public boolean cancel(String run) {
        boolean canceling = engine.store().cancel(run);
        RunDriver driver = drivers.get(run);
        if (canceling && driver != null) {
            driver.control().cancel();
        }
        return canceling;
    }

    /// The jobs of a workspace.
    public Map<ResourceId, Observed.Job> observe(String workspace) {
        return engine.store().observe(workspace);
    }

    /// Changes the fields of a job that can change without a run.
    public void updateFields(ResourceId job, Fields live, Owner owner) {
        engine.store().declare(job, live, owner);
    }

    /// Takes a job out of sight; its runs stay.
    public void archive(String workspace, ResourceId job) {
        engine.store().archive(workspace, job);
    }

    /// Lets go of the runs that are under way; their processes go on.
    @Override
    public void close() {
        drivers.values().forEach(driver -> driver.control().detach());
        try {
            for (Thread thread : threads.values()) {
                thread.join(CLOSING);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private String launch(Submitted submitted, boolean onlyIfDue) {
        RunStore.Added added = engine.store().add(submitted, onlyIfDue);
        if (added.isNew()) {
            added.problem()
                    .ifPresentOrElse(
                            problem ->
                                    engine.tell(
                                            RunEvent.RunFinished.refused(
                                                    added.run(), submitted.job(), problem)),
                            () ->
                                    start(
                                            drivers.computeIfAbsent(
                                                    added.run(), id -> new RunDriver(engine, id))));
        }
        return added.run();
    }

    private void start(RunDriver driver) {
        Thread thread =
                Thread.ofVirtual().name("run " + driver.id()).unstarted(() -> runToTheEnd(driver));
        threads.put(driver.id(), thread);
        thread.start();
    }

    private void runToTheEnd(RunDriver driver) {
        try {
            driver.run();
        } finally {
            drivers.remove(driver.id());
            threads.remove(driver.id());
        }
    }

    private Map<Digest, Artifact> keep(Fields spec, BlobSource blobs) throws IOException {
        Map<Digest, Artifact> kept = new LinkedHashMap<>();
        for (Value leaf : Value.leaves(spec)) {
            if (leaf instanceof Value.Content content && !kept.containsKey(content.digest())) {
                kept.put(content.digest(), engine.artifacts().put(content, blobs));
            }
        }
        return kept;
    }

    /// The fields that can change without a run.
    private static Fields live(Fields spec) {
        Map<String, Value> live = new LinkedHashMap<>(spec.fields());
        live.keySet().removeIf(field -> !FieldClasses.isChangeable(Kind.JOB, field));
        return new Fields(live);
    }
}
