package dev.plumbline.local.tracking.registry;

import dev.plumbline.local.assets.AssetVersion;
import dev.plumbline.local.tracking.protocol.KeyValue;
import dev.plumbline.local.tracking.protocol.MlflowJson;
import dev.plumbline.local.tracking.protocol.MlflowRequest;
import dev.plumbline.local.tracking.protocol.Permission;
import dev.plumbline.local.tracking.protocol.Routes;
import dev.plumbline.local.tracking.protocol.TrackingException;
import dev.plumbline.local.tracking.store.Places;
import dev.plumbline.local.tracking.store.Transactions;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.VersionedId;
import java.time.InstantSource;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;
import tools.jackson.databind.node.ObjectNode;

/// The API's `model-versions/…`.
record ModelVersionEndpoints(Transactions store, Registry registry, InstantSource clock) {
    private static final int USUAL = 10_000;
    private static final int MOST = 200_000;

    void mount(Routes routes) {
        routes.write("POST", "model-versions/create", this::create);
        routes.read("GET", "model-versions/get", this::get);
        routes.read("GET", "model-versions/search", this::search);
        routes.read("GET", "model-versions/get-download-uri", this::download);
        routes.write("PATCH", "model-versions/update", this::update);
        routes.write("DELETE", "model-versions/delete", this::delete);
        routes.write("POST", "model-versions/transition-stage", this::transition);
        routes.write("POST", "model-versions/set-tag", this::setTag);
        routes.write("DELETE", "model-versions/delete-tag", this::deleteTag);
    }

    private ObjectNode create(MlflowRequest request) {
        String workspace = registry.workspace(request);
        String model = request.required("name");
        store.read(handle -> {
            new ModelAccess(handle, workspace).checkNew(request);
            return new ModelTable(handle, workspace).get(model);
        });
        ModelVersion made = registry.register(workspace, request);
        return store.read(handle -> wrapped(handle, workspace, made.name(), made.version()));
    }

    private ObjectNode get(MlflowRequest request) {
        String workspace = registry.workspace(request);
        return store.read(handle ->
                wrapped(handle, workspace, request.required("name"), request.required("version")));
    }

    private ObjectNode search(MlflowRequest request) {
        String workspace = registry.workspace(request);
        return store.read(handle ->
                MlflowJson.page(
                        "model_versions",
                        new VersionTable(handle, workspace)
                                .search(
                                        request.text("filter").orElse(""),
                                        request.texts("order_by"),
                                        request.window(USUAL, MOST))
                                .map(new RegistryJson(handle, workspace)::version)));
    }

    /// Where the files of a version are: in the store of all assets, whoever registered it.
    private ObjectNode download(MlflowRequest request) {
        String workspace = registry.workspace(request);
        String name = request.required("name");
        String version = request.required("version");
        ModelVersion known =
                store.read(handle -> new VersionTable(handle, workspace).get(name, version));
        boolean here =
                registry.assets(workspace)
                        .find(new VersionedId(new ResourceId(Kind.MODEL, name), version))
                        .flatMap(AssetVersion::artifact)
                        .isPresent();
        return MlflowJson.object()
                .put(
                        "artifact_uri",
                        here ? Places.versionUri(workspace, name, version) : known.source());
    }

    private ObjectNode update(MlflowRequest request) {
        String description = request.text("description").orElse("");
        return change(
                request,
                (versions, version) -> {
                    undeclared(version, "change its description there");
                    versions.describe(
                            version.name(), version.version(), description, clock.millis());
                });
    }

    private ObjectNode delete(MlflowRequest request) {
        String workspace = registry.workspace(request);
        return store.write(handle -> {
            VersionTable versions = new VersionTable(handle, workspace);
            ModelVersion version =
                    versions.get(request.required("name"), request.required("version"));
            new ModelAccess(handle, workspace).check(request, version);
            undeclared(version, "remove its spec there");
            versions.hide(version.name(), version.version(), clock.millis());
            return MlflowJson.object();
        });
    }

    private ObjectNode transition(MlflowRequest request) {
        String stage = Stage.canonical(request.required("stage"));
        boolean archives = request.flag("archive_existing_versions").orElse(false);
        if (archives && !Stage.ACTIVE.contains(stage)) {
            throw TrackingException.invalid(
                    "Model version transition cannot archive existing model versions because '%s' is not an Active stage. Valid stages are %s"
                            .formatted(stage, Stage.ACTIVE));
        }
        return change(
                request,
                (versions, version) -> {
                    if (archives) {
                        archiveOthers(versions, version, stage);
                    }
                    versions.setStage(version.name(), version.version(), stage, clock.millis());
                });
    }

    private void archiveOthers(VersionTable versions, ModelVersion version, String stage) {
        versions.versions(version.name()).stream()
                .filter(other -> other.stage().equals(stage))
                .filter(other -> !other.version().equals(version.version()))
                .forEach(other ->
                        versions.setStage(
                                other.name(), other.version(), Stage.ARCHIVED, clock.millis()));
    }

    private ObjectNode setTag(MlflowRequest request) {
        KeyValue tag = request.tag();
        return change(
                request,
                (versions, version) -> versions.setTag(version.name(), version.version(), tag));
    }

    private ObjectNode deleteTag(MlflowRequest request) {
        String key = request.required("key");
        Permission.tag(key);
        return change(
                request,
                (versions, version) -> versions.removeTag(version.name(), version.version(), key));
    }

    private ObjectNode change(
            MlflowRequest request, BiConsumer<VersionTable, ModelVersion> change) {
        String workspace = registry.workspace(request);
        return store.write(handle -> {
            VersionTable versions = new VersionTable(handle, workspace);
            ModelVersion version =
                    versions.get(request.required("name"), request.required("version"));
            new ModelAccess(handle, workspace).check(request, version);
            change.accept(versions, version);
            return wrapped(handle, workspace, version.name(), version.version());
        });
    }

    private static void undeclared(ModelVersion version, String instead) {
        if (version.isDeclared()) {
            throw TrackingException.invalid(
                    "version %s of the model \"%s\" is declared in Git; %s"
                            .formatted(version.version(), version.name(), instead));
        }
    }

    private static ObjectNode wrapped(
            Handle handle, String workspace, String name, String version) {
        return MlflowJson.wrapped(
                "model_version",
                new RegistryJson(handle, workspace)
                        .version(new VersionTable(handle, workspace).get(name, version)));
    }
}
