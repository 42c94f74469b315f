package dev.plumbline.local.tracking.logged;

import dev.plumbline.local.tracking.logged.LoggedModel.Status;
import dev.plumbline.local.tracking.logged.LoggedModelTable.Logged;
import dev.plumbline.local.tracking.protocol.KeyValue;
import dev.plumbline.local.tracking.protocol.MlflowJson;
import dev.plumbline.local.tracking.protocol.MlflowRequest;
import dev.plumbline.local.tracking.protocol.Permission;
import dev.plumbline.local.tracking.protocol.Routes;
import dev.plumbline.local.tracking.protocol.TrackingException;
import dev.plumbline.local.tracking.store.ArtifactListing;
import dev.plumbline.local.tracking.store.Places;
import dev.plumbline.local.tracking.store.RunOrigin;
import dev.plumbline.local.tracking.store.Transactions;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The API's `logged-models/…`.
public record LoggedModelEndpoints(Transactions store, Places places, InstantSource clock) {

    public void mount(Routes routes) {
        routes.write("POST", "logged-models", this::create);
        routes.read("POST", "logged-models/search", this::search);
        routes.read("GET", "logged-models/{model_id}", this::get);
        routes.write("PATCH", "logged-models/{model_id}", this::finish);
        routes.write("DELETE", "logged-models/{model_id}", this::delete);
        routes.write("POST", "logged-models/{model_id}/params", this::params);
        routes.write("PATCH", "logged-models/{model_id}/tags", this::tags);
        routes.write("DELETE", "logged-models/{model_id}/tags/{tag_key}", this::deleteTag);
        routes.read("GET", "logged-models/{model_id}/artifacts/directories", this::files);
    }

    private ObjectNode create(MlflowRequest request) {
        String id = "m-" + UUID.randomUUID().toString().replace("-", "");
        List<KeyValue> params = request.pairs("params");
        List<KeyValue> tags = request.tags("tags");
        return store.write(handle -> {
            LoggedModelTable models = new LoggedModelTable(handle);
            LoggedModel model = fresh(handle, request, id);
            Permission.check(request.client(), model.belonging(), "a new model");
            models.create(model);
            models.addParams(id, params);
            models.setTags(id, tags);
            return wrapped(handle, models.get(id));
        });
    }

    private LoggedModel fresh(Handle handle, MlflowRequest request, String id) {
        long now = clock.millis();
        return new LoggedModel(
                id,
                request.number("experiment_id").orElse(0),
                request.text("name")
                        .filter(name -> !name.isEmpty())
                        .orElse("model-" + id.substring(2, 10)),
                request.text("model_type").orElse(""),
                request.text("source_run_id").orElse(""),
                Status.LOGGED_MODEL_PENDING,
                now,
                now,
                RunOrigin.ofNew(handle, request).belonging());
    }

    private ObjectNode search(MlflowRequest request) {
        LoggedModelSearch search = LoggedModelSearch.of(request);
        return store.read(handle ->
                MlflowJson.page("models", search.run(handle).map(model -> json(handle, model))));
    }

    private ObjectNode get(MlflowRequest request) {
        return store.read(handle ->
                wrapped(handle, new LoggedModelTable(handle).get(request.required("model_id"))));
    }

    private ObjectNode finish(MlflowRequest request) {
        Status status = request.oneOf("status", Status.class).orElse(Status.LOGGED_MODEL_READY);
        return change(
                request, (models, model) -> models.setStatus(model.id(), status, clock.millis()));
    }

    private ObjectNode delete(MlflowRequest request) {
        return store.write(handle -> {
            LoggedModelTable models = new LoggedModelTable(handle);
            LoggedModel model = models.writable(request.required("model_id"), request.client());
            models.delete(model.id(), clock.millis());
            return MlflowJson.object();
        });
    }

    private ObjectNode params(MlflowRequest request) {
        List<KeyValue> params = request.pairs("params");
        return change(request, (models, model) -> models.addParams(model.id(), params));
    }

    private ObjectNode tags(MlflowRequest request) {
        List<KeyValue> tags = request.tags("tags");
        return change(request, (models, model) -> models.setTags(model.id(), tags));
    }

    private ObjectNode deleteTag(MlflowRequest request) {
        String key = request.required("tag_key");
        Permission.tag(key);
        return change(
                request,
                (models, model) -> {
                    if (!models.removeTag(model.id(), key)) {
                        throw TrackingException.missing(
                                "the logged model \"%s\" has no tag \"%s\""
                                        .formatted(model.id(), key));
                    }
                });
    }

    private ObjectNode files(MlflowRequest request) {
        LoggedModel model =
                store.read(
                        handle -> new LoggedModelTable(handle).get(request.required("model_id")));
        return ArtifactListing.below(
                places,
                places.model(model.experiment(), model.id()),
                request.text("artifact_directory_path").orElse(""));
    }

    private ObjectNode change(
            MlflowRequest request, BiConsumer<LoggedModelTable, LoggedModel> change) {
        String id = request.required("model_id");
        return store.write(handle -> {
            LoggedModelTable models = new LoggedModelTable(handle);
            change.accept(models, models.writable(id, request.client()));
            return wrapped(handle, models.get(id));
        });
    }

    private ObjectNode wrapped(Handle handle, LoggedModel model) {
        return MlflowJson.wrapped("model", json(handle, model));
    }

    private ObjectNode json(Handle handle, LoggedModel model) {
        LoggedModelTable models = new LoggedModelTable(handle);
        ObjectNode json = MlflowJson.object();
        ObjectNode info = json.putObject("info");
        info.put("model_id", model.id());
        info.put("experiment_id", Long.toString(model.experiment()));
        info.put("name", model.name());
        info.put("creation_timestamp_ms", model.createdAt());
        info.put("last_updated_timestamp_ms", model.updatedAt());
        info.put("artifact_uri", places.uri(places.model(model.experiment(), model.id())));
        info.put("status", model.status().name());
        info.put("model_type", model.type());
        info.put("source_run_id", model.run());
        info.set("tags", MlflowJson.pairs(models.tags(model.id())));
        ObjectNode data = json.putObject("data");
        data.set("params", MlflowJson.pairs(models.params(model.id())));
        ArrayNode metrics = data.putArray("metrics");
        models.metrics(model.id()).forEach(metric -> metrics.add(json(metric)));
        return json;
    }

    private static ObjectNode json(Logged logged) {
        ObjectNode json = MlflowJson.metric(logged.metric());
        json.put("run_id", logged.run()).put("model_id", logged.metric().model());
        if (!logged.metric().datasetName().isEmpty()) {
            json.put("dataset_name", logged.metric().datasetName());
            json.put("dataset_digest", logged.metric().datasetDigest());
        }
        return json;
    }
}
