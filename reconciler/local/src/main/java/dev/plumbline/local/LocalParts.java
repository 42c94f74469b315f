package dev.plumbline.local;

import dev.plumbline.local.artifacts.ArtifactStore;
import dev.plumbline.local.assets.RegisteredAssets;
import dev.plumbline.local.endpoints.Endpoints;
import dev.plumbline.local.environments.EnvironmentOptions;
import dev.plumbline.local.environments.Environments;
import dev.plumbline.local.jobs.JobOptions;
import dev.plumbline.local.jobs.JobService;
import dev.plumbline.local.jobs.RunListener;
import dev.plumbline.local.serving.process.ServingOptions;
import dev.plumbline.local.store.Database;
import dev.plumbline.local.tracking.RunTokens;
import dev.plumbline.local.tracking.TrackingStore;
import dev.plumbline.platform.PlatformException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;

/// The parts of the embedded platform, wired together.
record LocalParts(
        DataLock lock,
        Database database,
        ArtifactStore artifacts,
        AssetsByWorkspace assets,
        TrackingStore tracking,
        RunTokens tokens,
        JobService jobs,
        JobChanges jobChanges,
        BackgroundServing serving,
        Endpoints endpoints,
        Runnable changed)
        implements AutoCloseable {

    /// @throws PlatformException when the data directory cannot be used
    static LocalParts open(LocalOptions options, Runnable changed, RunListener runs) {
        DataLock lock = lock(options.data());
        try {
            Database database = Database.open(options.data());
            try {
                LocalParts parts = wire(options, lock, database, changed, runs);
                parts.assets.resume();
                parts.endpoints.resume();
                return parts;
            } catch (IOException | RuntimeException e) {
                database.close();
                throw e;
            }
        } catch (IOException e) {
            lock.close();
            throw unusable(options.data(), e);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    @Override
    public void close() {
        endpoints.close();
        serving.close();
        jobs.close();
        assets.close();
        database.close();
        lock.close();
    }

    private static LocalParts wire(
            LocalOptions options,
            DataLock lock,
            Database database,
            Runnable changed,
            RunListener runs)
            throws IOException {
        Jdbi jdbi = database.jdbi();
        InstantSource clock = InstantSource.system();
        ArtifactStore artifacts = new ArtifactStore(options.data().resolve("artifacts"));
        Environments environments =
                new Environments(options.environments(), EnvironmentOptions.defaults());
        AssetsByWorkspace assets =
                new AssetsByWorkspace(jdbi, artifacts, environments::realise, changed, clock);
        Function<String, RegisteredAssets> registered =
                workspace -> assets.of(workspace).registered();
        TrackingStore tracking = new TrackingStore(jdbi, options.data().resolve("tracking"));
        RunTokens tokens = RunTokens.in(options.data().resolve("run-tokens.key"));
        BackgroundServing serving =
                new BackgroundServing(
                        new ServingOptions(
                                options.data().resolve("serving"),
                                options.servingPort(),
                                options.servingOwner()));
        JobService jobs =
                JobService.open(
                        JobOptions.in(options.data())
                                .withConcurrentSteps(options.concurrentSteps()),
                        database,
                        artifacts,
                        registered::apply,
                        new MlflowRuns(tracking, tokens, options.agent()),
                        runs,
                        changed);
        return new LocalParts(
                lock,
                database,
                artifacts,
                assets,
                tracking,
                tokens,
                jobs,
                new JobChanges(jobs, new Components(workspace -> assets.of(workspace).registry())),
                serving,
                new Endpoints(jdbi, registered, artifacts, serving, clock, changed),
                changed);
    }

    private static DataLock lock(Path data) {
        try {
            return DataLock.take(data);
        } catch (IOException e) {
            throw unusable(data, e);
        }
    }

    private static PlatformException unusable(Path data, IOException cause) {
        return new PlatformException(
                "the data directory "
                        + data
                        + " cannot be used: "
                        + cause.getMessage()
                        + "; check that it is yours to write",
                cause);
    }
}
