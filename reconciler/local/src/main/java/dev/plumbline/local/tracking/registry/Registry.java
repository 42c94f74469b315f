package dev.plumbline.local.tracking.registry;

import dev.plumbline.local.assets.AssetConflictException;
import dev.plumbline.local.assets.AssetRegistry;
import dev.plumbline.local.assets.AssetVersion;
import dev.plumbline.local.assets.RegisteredAssets;
import dev.plumbline.local.assets.Registration;
import dev.plumbline.local.tracking.protocol.Client;
import dev.plumbline.local.tracking.protocol.KeyValue;
import dev.plumbline.local.tracking.protocol.MlflowRequest;
import dev.plumbline.local.tracking.protocol.TrackingException;
import dev.plumbline.local.tracking.protocol.TrackingException.Code;
import dev.plumbline.local.tracking.registry.ModelSource.Found;
import dev.plumbline.local.tracking.store.Places;
import dev.plumbline.local.tracking.store.RunOrigin;
import dev.plumbline.local.tracking.store.Transactions;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Registers versions of models as assets, linked to the runs that made them.
final class Registry {
    private static final String NO_RUN = "mlflow";

    private final Transactions store;
    private final ModelAssets assets;
    private final InstantSource clock;
    private final ModelSource sources;

    Registry(Transactions store, Places places, ModelAssets assets, InstantSource clock) {
        this.store = store;
        this.assets = assets;
        this.clock = clock;
        this.sources = new ModelSource(store, places, assets.artifacts());
    }

    /// Makes the next version of a model. Its origin is the job whose script asks; when a person
    /// asks, the job whose run made the files, if one did.
    ModelVersion register(String workspace, MlflowRequest request) {
        String name = request.required("name");
        String source = request.required("source");
        AssetRegistry registry = assets.registry(workspace);
        Found found = sources.find(source, registry);
        String run = request.text("run_id").filter(id -> !id.isEmpty()).orElse(found.run());
        RunOrigin asking = store.read(handle -> RunOrigin.ofNew(handle, request));
        Optional<RunOrigin> made = store.read(handle -> RunOrigin.find(handle, run));
        String origin =
                asking.jobRun()
                        .or(() -> made.flatMap(RunOrigin::jobRun))
                        .orElse(run.isEmpty() ? NO_RUN : run);
        AssetVersion version = put(registry, registration(name, source, found, origin, run));
        ModelVersion noted = noted(request, version, found, run);
        List<KeyValue> tags = request.tags("tags");
        store.write(handle -> {
            VersionTable versions = new VersionTable(handle, workspace);
            versions.note(noted, asking.tree());
            tags.forEach(tag -> versions.setTag(name, noted.version(), tag));
            return noted;
        });
        assets.registered();
        return noted;
    }

    /// The versions of an asset, to see whether Git declares it.
    boolean isDeclared(String workspace, String name) {
        return assets.registry(workspace).versions(new ResourceId(Kind.MODEL, name)).stream()
                .anyMatch(version -> version.owner().isPresent());
    }

    AssetRegistry assets(String workspace) {
        return assets.registry(workspace);
    }

    /// The workspace whose models a request is about: the job's, or the one that the client's
    /// address names, or the only one.
    String workspace(MlflowRequest request) {
        if (request.client() instanceof Client.Script script) {
            return store.read(handle -> RunOrigin.find(handle, script.tree()))
                    .flatMap(RunOrigin::workspace)
                    .orElseThrow(
                            () -> TrackingException.denied("the job whose token this is, is gone"));
        }
        List<String> known = assets.workspaces();
        String workspace = request.workspace().orElse(known.size() == 1 ? known.getFirst() : "");
        if (!known.contains(workspace)) {
            throw TrackingException.invalid(
                    "models belong to a workspace, and the address names %s; end it with one of %s, such as MLFLOW_TRACKING_URI=http://127.0.0.1:7070/mlflow/%s"
                            .formatted(
                                    workspace.isEmpty() ? "none" : "\"" + workspace + "\"",
                                    known,
                                    known.isEmpty() ? "repository/workspace" : known.getFirst()));
        }
        return workspace;
    }

    private Registration registration(
            String name, String source, Found found, String origin, String run) {
        Digest digest =
                found.artifact()
                        .map(artifact -> RegisteredAssets.meaning(found.type(), artifact))
                        .orElseGet(() -> Digest.ofText("external " + source));
        return new Registration(
                new ResourceId(Kind.MODEL, name),
                Optional.empty(),
                digest,
                Value.Fields.EMPTY,
                found.type(),
                found.artifact(),
                found.artifact().isPresent() ? Optional.empty() : Optional.of(source),
                Optional.empty(),
                Optional.of(new AssetVersion.Origin(origin, output(name))),
                metrics(run));
    }

    // MLflow makes a version of each call, also of the same files; so each is an output of its own.
    private static String output(String name) {
        return "mlflow/%s/%s".formatted(name, UUID.randomUUID().toString().substring(0, 8));
    }

    private static AssetVersion put(AssetRegistry registry, Registration registration) {
        try {
            return registry.register(registration);
        } catch (AssetConflictException e) {
            throw new TrackingException(Code.RESOURCE_ALREADY_EXISTS, e.reason());
        }
    }

    private ModelVersion noted(
            MlflowRequest request, AssetVersion version, Found found, String run) {
        long now = clock.millis();
        return new ModelVersion(
                version.id().id().name(),
                version.id().version(),
                "None",
                request.text("description").orElse(""),
                request.required("source"),
                run,
                request.text("run_link").orElse(""),
                request.text("model_id").filter(id -> !id.isEmpty()).orElse(found.model()),
                false,
                now,
                now);
    }

    private Map<String, Double> metrics(String run) {
        Map<String, Double> metrics = new HashMap<>();
        store.read(handle ->
                handle.createQuery(
                                "SELECT key, value FROM tracking_latest_metric WHERE run = :run AND NOT nan")
                        .bind("run", run)
                        .map((row, _) -> metrics.put(row.getString("key"), row.getDouble("value")))
                        .list());
        return metrics;
    }
}
