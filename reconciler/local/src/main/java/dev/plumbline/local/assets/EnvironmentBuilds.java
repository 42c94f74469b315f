package dev.plumbline.local.assets;

import dev.plumbline.local.artifacts.ArtifactStore;
import dev.plumbline.local.environments.EnvironmentDefinition;
import dev.plumbline.local.environments.PythonEnvironment;
import dev.plumbline.platform.Health;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.VersionedId;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;

/// Makes the Python environments of a workspace's registered versions in the background, and
/// remembers how each went. A build that a killed agent left is taken up again when the platform is
/// opened.
public final class EnvironmentBuilds implements AutoCloseable {
    private final AssetRegistry registry;
    private final ArtifactStore store;
    private final Realiser realiser;
    private final Runnable changed;
    private final EnvironmentRows rows;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<VersionedId, Build> running = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /// What makes an environment ready: once per meaning, however often it is asked.
    @FunctionalInterface
    public interface Realiser {
        /// @param progress takes short lines for people while the work goes on
        /// @throws IOException when it cannot be made; the message says why and what to do
        PythonEnvironment realise(EnvironmentDefinition definition, Consumer<String> progress)
                throws IOException, InterruptedException;
    }

    /// @param changed called when a build has ended
    public EnvironmentBuilds(
            Jdbi jdbi,
            AssetRegistry registry,
            ArtifactStore store,
            Realiser realiser,
            Runnable changed) {
        this.registry = registry;
        this.store = store;
        this.realiser = realiser;
        this.changed = changed;
        this.rows = new EnvironmentRows(jdbi, registry.workspace());
    }

    /// Takes up what is registered and has no end yet.
    public void resume() {
        for (AssetVersion version : registry.versions(Kind.ENVIRONMENT)) {
            if (standing(version.id()).health() == Health.PROGRESSING) {
                start(version.id());
            }
        }
    }

    /// Starts a build, unless one is under way. One that failed is tried again.
    public void start(VersionedId id) {
        var _ = build(id);
    }

    /// Waits for the environment; begins with it when nobody has, or when it failed before.
    ///
    /// @throws IOException when it cannot be realised
    public PythonEnvironment await(VersionedId id) throws IOException, InterruptedException {
        try {
            return build(id).result.get();
        } catch (ExecutionException e) {
            throw new IOException(
                    e.getCause() == null ? e.getMessage() : e.getCause().getMessage(), e);
        }
    }

    /// The environment of a definition that belongs to no registered version.
    ///
    /// @throws IOException when it cannot be realised
    public PythonEnvironment realise(EnvironmentDefinition definition)
            throws IOException, InterruptedException {
        return realiser.realise(definition, _ -> {});
    }

    /// How a version fares: what its build does right now, or how the last one ended.
    public Standing standing(VersionedId id) {
        Build build = running.get(id);
        if (build != null && !rows.isHealthy(id)) {
            return new Standing(Health.PROGRESSING, build.progress);
        }
        return rows.find(id)
                .map(EnvironmentRows.Row::standing)
                .orElseGet(() -> new Standing(Health.PROGRESSING, "waiting to be made"));
    }

    /// What was resolved, as `name==version` lines; empty for a version that is not ready.
    public List<String> lock(VersionedId id) {
        return rows.find(id).map(EnvironmentRows.Row::lock).orElseGet(List::of);
    }

    @Override
    public void close() {
        closed = true;
        threads.shutdownNow();
    }

    private Build build(VersionedId id) {
        return running.computeIfAbsent(
                id,
                _ -> {
                    Build build = new Build();
                    threads.execute(() -> run(id, build));
                    return build;
                });
    }

    private void run(VersionedId id, Build build) {
        try {
            PythonEnvironment made = realise(id, build);
            rows.put(id, Health.HEALTHY, "", made.lock());
            running.remove(id);
            build.result.complete(made);
        } catch (InterruptedException e) {
            // The platform is closing: the row stays, and the next one takes the build up.
            Thread.currentThread().interrupt();
            fail(
                    id,
                    build,
                    new IOException("making " + id + " was interrupted; it is taken up again", e));
            return;
        } catch (IOException | RuntimeException e) {
            if (!closed) {
                recordFailure(id, e);
            }
            fail(id, build, e);
        }
        changed.run();
    }

    private PythonEnvironment realise(VersionedId id, Build build)
            throws IOException, InterruptedException {
        AssetVersion version =
                registry.find(id)
                        .orElseThrow(() ->
                                new IOException(
                                        id
                                                + " is not registered; declare it, or refer to one that is"));
        if (!rows.isHealthy(id)) {
            rows.put(id, Health.PROGRESSING, "", List.of());
        }
        return realiser.realise(
                EnvironmentSpec.definition(version, store), line -> build.progress = line);
    }

    private void recordFailure(VersionedId id, Exception cause) {
        String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        rows.put(id, Health.DEGRADED, message, List.of());
    }

    private void fail(VersionedId id, Build build, Exception cause) {
        running.remove(id);
        build.result.completeExceptionally(cause);
    }

    /// A build under way.
    private static final class Build {
        private final CompletableFuture<PythonEnvironment> result = new CompletableFuture<>();
        private volatile String progress = "starting";
    }
}
