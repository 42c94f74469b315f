package dev.plumbline.local;

import dev.plumbline.local.artifacts.ArtifactStore;
import dev.plumbline.local.assets.AssetChanges;
import dev.plumbline.local.assets.AssetRegistry;
import dev.plumbline.local.assets.EnvironmentBuilds;
import dev.plumbline.local.assets.Shipments;
import dev.plumbline.local.endpoints.Endpoints;
import dev.plumbline.local.jobs.JobRun;
import dev.plumbline.local.jobs.JobService;
import dev.plumbline.local.jobs.RunListener;
import dev.plumbline.local.tracking.MlflowApi;
import dev.plumbline.local.tracking.RunTokens;
import dev.plumbline.local.tracking.TrackingStore;
import dev.plumbline.platform.ApplyContext;
import dev.plumbline.platform.Capabilities;
import dev.plumbline.platform.Change;
import dev.plumbline.platform.Observation;
import dev.plumbline.platform.Observed;
import dev.plumbline.platform.Outcome;
import dev.plumbline.platform.Platform;
import dev.plumbline.platform.PlatformException;
import dev.plumbline.platform.Scope;
import dev.plumbline.platform.ship.Shipment;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.VersionedId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jdbi.v3.core.JdbiException;

/// The embedded platform: assets, environments, jobs and serving on one machine. What it holds is
/// in its data directory; what it runs outlives it: steps and serving go on when it is closed or
/// killed, and are found again when it is opened.
public final class LocalPlatform implements Platform {
    private final LocalParts parts;

    private LocalPlatform(LocalParts parts) {
        this.parts = parts;
    }

    /// Opens the platform of a data directory and takes up what was under way there.
    ///
    /// @param changed called when something has ended in the background: a run, an environment, a
    ///   deployment
    /// @param runs hears of every step, for showing progress
    /// @throws PlatformException when the data directory cannot be used; the message says what to
    ///   do
    public static LocalPlatform open(LocalOptions options, Runnable changed, RunListener runs) {
        return new LocalPlatform(LocalParts.open(options, changed, runs));
    }

    @Override
    public Capabilities capabilities() {
        return LocalCapabilities.ALL;
    }

    /// What the platform holds of a workspace. A data directory is shared by all workspaces that
    /// use it, and none sees what is another's.
    @Override
    public Observation observe(Scope scope) {
        try {
            String workspace = scope.workspace();
            Map<ResourceId, Observed> resources =
                    new LinkedHashMap<>(
                            assets(workspace).observe(environments(workspace)::standing));
            resources.putAll(parts.jobs().observe(workspace));
            resources.putAll(parts.endpoints().observe(workspace));
            return new Observation(resources, Set.of());
        } catch (JdbiException e) {
            throw new PlatformException(
                    "the embedded platform cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public Outcome start(Change change, ApplyContext context) {
        try {
            return switch (change.id().kind().family()) {
                case ASSET -> startAsset(change, context);
                case JOB -> parts.jobChanges().start(change, context);
                case SERVICE -> parts.endpoints().start(change, context);
            };
        } catch (JdbiException | UncheckedIOException e) {
            return new Outcome.Failed(
                    change.action() + " " + change.id() + ": " + e.getMessage(), true);
        }
    }

    @Override
    public Shipment ship(Scope scope, VersionedId asset) {
        AssetsByWorkspace.Assets assets = parts.assets().of(scope.workspace());
        try {
            return new Shipments(
                            scope.workspace(), assets.registry(), parts.artifacts(), this::commit)
                    .of(asset);
        } catch (JdbiException e) {
            throw new PlatformException(
                    "the embedded platform cannot be read: " + e.getMessage(), e);
        }
    }

    private Optional<String> commit(String run) {
        return parts.jobs().run(run).map(JobRun::commit);
    }

    /// Runs, their logs, and what a person does with them.
    public JobService jobs() {
        return parts.jobs();
    }

    /// The versions of every asset of a workspace, with metrics and the runs that registered them.
    public AssetRegistry assets(String workspace) {
        return parts.assets().of(workspace).registry();
    }

    /// How the environments of a workspace fare, and what was resolved for them.
    public EnvironmentBuilds environments(String workspace) {
        return parts.assets().of(workspace).builds();
    }

    /// Keys, and changes by hand.
    public Endpoints endpoints() {
        return parts.endpoints();
    }

    public ArtifactStore artifacts() {
        return parts.artifacts();
    }

    /// What steps logged.
    public TrackingStore tracking() {
        return parts.tracking();
    }

    /// The tokens that steps log with.
    public RunTokens runTokens() {
        return parts.tokens();
    }

    /// The tracking API, which the agent serves.
    ///
    /// @param workspaces those that there are, as `repository/workspace`
    public MlflowApi mlflow(Supplier<List<String>> workspaces) {
        return new MlflowApi(
                parts.tracking(),
                new PlatformModels(parts.assets(), parts.artifacts(), workspaces, parts.changed()),
                InstantSource.system());
    }

    /// Where an endpoint is scored.
    public URI scoring(String endpoint) {
        return scoringBase().resolve("/endpoints/" + endpoint + "/score");
    }

    /// Where all endpoints are.
    public URI scoringBase() {
        return URI.create("http://127.0.0.1:" + parts.serving().port());
    }

    /// The folder of the serving process, which holds its access log.
    public Path servingFolder() {
        return parts.serving().folder();
    }

    /// Ends the serving process, which otherwise goes on. Nothing can be served by this platform
    /// afterwards.
    ///
    /// @throws IOException when it cannot be ended
    public void stopServing() throws IOException {
        parts.serving().stop();
    }

    /// Lets go of everything; steps and serving go on.
    @Override
    public void close() {
        parts.close();
    }

    private Outcome startAsset(Change change, ApplyContext context) {
        AssetChanges assets = parts.assets().of(context.workspace()).changes();
        return switch (change) {
            case Change.Create create -> assets.create(create, context);
            case Change.Update update -> assets.update(update, context);
            case Change.Replace _, Change.Recreate _ ->
                    new Outcome.Stalled(
                            change.id()
                                    + " is an asset: its versions are immutable; declare another version");
            case Change.Run _ ->
                    new Outcome.Stalled(change.id() + " is an asset, so it cannot be run");
            case Change.Ship ship -> assets.ship(ship, context);
            case Change.Delete(var id) -> assets.archive(id);
        };
    }
}
