package dev.plumbline.local.jobs;

import dev.plumbline.local.artifacts.Artifact;
import dev.plumbline.local.artifacts.ArtifactStore;
import dev.plumbline.local.environments.PythonEnvironment;
import dev.plumbline.local.store.Database;
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
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;

/// A job service on a real database and a real artifact store, with assets, tracking and a
/// repository in memory. Its environment is the system's own Python.
final class TestingJobs implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    final NavigableMap<String, String> repository = new ConcurrentSkipListMap<>();
    final Map<VersionedId, Artifact> data = new ConcurrentHashMap<>();
    final Map<String, VersionedId> registered = new ConcurrentHashMap<>();
    final Map<String, Map<String, Double>> logged = new ConcurrentHashMap<>();
    final Map<String, Double> metricsOfEveryStep = new ConcurrentHashMap<>();
    final List<RunEvent> events = new CopyOnWriteArrayList<>();

    /// The environment `slow` is there when this is open.
    final CountDownLatch realised = new CountDownLatch(1);

    final Path directory;
    final ArtifactStore artifacts;
    private final JobOptions options;
    private final Database database;
    JobService service;

    TestingJobs(Path directory) throws IOException {
        this(directory, JobOptions.in(directory).withConcurrentSteps(4));
    }

    TestingJobs(Path directory, JobOptions options) throws IOException {
        this.directory = directory;
        this.options =
                new JobOptions(
                        options.data(),
                        options.concurrentSteps(),
                        options.logBytes(),
                        Duration.ofSeconds(1));
        database = Database.open(directory);
        artifacts = new ArtifactStore(directory.resolve("artifacts"));
        service = open();
    }

    private JobService open() {
        return JobService.open(
                options,
                database,
                artifacts,
                _ -> new Assets(),
                new Tracking(),
                events::add,
                () -> {});
    }

    /// Opens the service again, as an agent does that was restarted; it must have been closed.
    void reopen() {
        service = open();
    }

    @Override
    public void close() {
        service.runs(Optional.empty()).forEach(run -> service.cancel(run.id()));
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() ->
                        service.runs(Optional.empty()).stream()
                                .allMatch(run -> run.status().isTerminal()));
        service.close();
        database.close();
    }

    String submit(String name, String yaml, Production... produces) throws IOException {
        ResourceId id = new ResourceId(Kind.JOB, name);
        Value.Fields spec = Yaml.read(yaml, this::content);
        Digest digest = Digest.ofText(ValueJson.canonical(spec));
        Resource job =
                new Resource(
                        id,
                        new Source(name + ".yml", 1),
                        Optional.empty(),
                        spec,
                        List.of(produces));
        Owner owner = new Owner("repo/dev", id, "c0ffee", name + ".yml", digest);
        return service.submit(new JobSubmission(job, digest, owner, this::blob));
    }

    JobRun run(String id) {
        return service.run(id).orElseThrow();
    }

    JobRun ended(String id) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> run(id).status().isTerminal());
        return run(id);
    }

    JobRun runToEnd(String name, String yaml, Production... produces) throws IOException {
        return ended(submit(name, yaml, produces));
    }

    String read(Artifact artifact, String path) throws IOException {
        return Files.readString(artifacts.open(artifact.digest()).resolve(path)).strip();
    }

    Artifact output(JobRun run, String name) {
        return Optional.ofNullable(run.outputs().get(name)).orElseThrow();
    }

    Observed.Job observed(ResourceId job) {
        return Optional.ofNullable(service.observe("repo/dev").get(job)).orElseThrow();
    }

    /// Changes the database behind the service's back, to what a crash would leave.
    void execute(String sql) {
        database.jdbi().useHandle(handle -> handle.execute(sql));
    }

    void await(Path file) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> Files.exists(file));
    }

    long processesStarted() {
        return events.stream().filter(RunEvent.StepStarted.class::isInstance).count();
    }

    private Value.Content content(String path) {
        List<Value.ContentFile> files =
                repository.containsKey(path)
                        ? List.of(new Value.ContentFile("", path, false))
                        : repository.tailMap(path + "/").keySet().stream()
                                .filter(file -> file.startsWith(path + "/"))
                                .map(file ->
                                        new Value.ContentFile(
                                                file.substring(path.length() + 1), file, false))
                                .toList();
        StringBuilder all = new StringBuilder();
        files.forEach(file ->
                all.append(file.path())
                        .append('\0')
                        .append(repository.get(file.blob()))
                        .append('\0'));
        return new Value.Content(path, Digest.ofText(all.toString()), files);
    }

    private ByteArrayInputStream blob(String path) throws IOException {
        String text = repository.get(path);
        if (text == null) {
            throw new FileNotFoundException(path);
        }
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private final class Assets implements JobAssets {
        @Override
        public Artifact content(VersionedId asset) throws IOException {
            Artifact artifact = data.get(asset);
            if (artifact == null) {
                throw new FileNotFoundException(asset + " is not registered");
            }
            return artifact;
        }

        @Override
        public PythonEnvironment environment(VersionedId asset)
                throws IOException, InterruptedException {
            if (asset.id().name().equals("slow")) {
                realised.await();
            }
            if (asset.id().name().equals("broken")) {
                throw new IOException("nothing provides foo==9");
            }
            return new PythonEnvironment(
                    Digest.ofText("system"),
                    Path.of("/usr"),
                    Path.of("/usr/bin/python3"),
                    List.of("python==3"));
        }

        @Override
        public VersionedId register(
                String run,
                Production production,
                String type,
                Artifact artifact,
                Map<String, Double> metrics) {
            logged.put(run + " " + type, metrics);
            return registered.computeIfAbsent(
                    run + "/" + production.output(),
                    _ ->
                            new VersionedId(
                                    production.asset(), Integer.toString(registered.size() + 1)));
        }
    }

    private final class Tracking implements RunTracking {
        @Override
        public void createRun(Tracked run, Instant started) {}

        @Override
        public void endRun(String id, boolean succeeded, Instant ended) {}

        @Override
        public Map<String, Double> metrics(String id) {
            return Map.copyOf(metricsOfEveryStep);
        }

        @Override
        public Map<String, String> variables(Tracked run) {
            return Map.of("MLFLOW_RUN_ID", run.id(), "MLFLOW_EXPERIMENT_NAME", run.experiment());
        }
    }
}
