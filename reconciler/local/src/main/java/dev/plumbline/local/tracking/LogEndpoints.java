package dev.plumbline.local.tracking;

import dev.plumbline.local.tracking.RunData.ModelUse;
import dev.plumbline.local.tracking.logged.LoggedModelTable;
import dev.plumbline.local.tracking.protocol.KeyValue;
import dev.plumbline.local.tracking.protocol.Metric;
import dev.plumbline.local.tracking.protocol.MlflowJson;
import dev.plumbline.local.tracking.protocol.MlflowRequest;
import dev.plumbline.local.tracking.protocol.Permission;
import dev.plumbline.local.tracking.protocol.Routes;
import dev.plumbline.local.tracking.protocol.TrackingException;
import dev.plumbline.local.tracking.store.RunOrigin;
import dev.plumbline.local.tracking.store.Transactions;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The API's `runs/log-…`, `runs/outputs`, `runs/set-tag` and `runs/delete-tag`.
record LogEndpoints(Transactions store, InstantSource clock) {
    private static final int BATCH_ITEMS = 1_000;
    private static final int BATCH_PAIRS = 100;
    private static final String LOGGED_MODELS = "mlflow.log-model.history";

    void mount(Routes routes) {
        routes.write("POST", "runs/log-metric", this::metric);
        routes.write("POST", "runs/log-parameter", this::parameter);
        routes.write("POST", "runs/log-batch", this::batch);
        routes.write("POST", "runs/log-inputs", this::inputs);
        routes.write("POST", "runs/outputs", this::outputs);
        routes.write("POST", "runs/log-model", this::model);
        routes.write("POST", "runs/set-tag", this::tag);
        routes.write("POST", "runs/delete-tag", this::deleteTag);
    }

    private ObjectNode metric(MlflowRequest request) {
        List<Metric> metric = List.of(Metric.of(request, clock.millis()));
        return write(request, (handle, run) -> add(handle, run, metric));
    }

    private ObjectNode parameter(MlflowRequest request) {
        List<KeyValue> parameter = List.of(request.pair());
        return write(request, (handle, run) -> new RunDataTable(handle).addParams(run, parameter));
    }

    private ObjectNode tag(MlflowRequest request) {
        List<KeyValue> tag = List.of(request.tag());
        return write(request, (handle, run) -> new RunDataTable(handle).setTags(run, tag));
    }

    private ObjectNode deleteTag(MlflowRequest request) {
        String key = request.required("key");
        Permission.tag(key);
        return write(
                request,
                (handle, run) -> {
                    if (!new RunDataTable(handle).removeTag(run, key)) {
                        throw TrackingException.missing(
                                "the run \"%s\" has no tag \"%s\"".formatted(run, key));
                    }
                });
    }

    /// All of a batch or, when something in it is wrong, nothing.
    private ObjectNode batch(MlflowRequest request) {
        long now = clock.millis();
        List<Metric> metrics = request.each("metrics", each -> Metric.of(each, now));
        List<KeyValue> params = request.pairs("params");
        List<KeyValue> tags = request.tags("tags");
        limit("metrics", metrics.size(), BATCH_ITEMS);
        limit("params", params.size(), BATCH_PAIRS);
        limit("tags", tags.size(), BATCH_PAIRS);
        limit("items", metrics.size() + params.size() + tags.size(), BATCH_ITEMS);
        return write(
                request,
                (handle, run) -> {
                    RunDataTable data = new RunDataTable(handle);
                    data.addParams(run, params);
                    add(handle, run, metrics);
                    data.setTags(run, tags);
                });
    }

    private static void add(Handle handle, String run, List<Metric> metrics) {
        new MetricTable(handle).add(run, metrics);
        LoggedModelTable models = new LoggedModelTable(handle);
        metrics.stream()
                .filter(metric -> !metric.model().isEmpty())
                .forEach(metric -> models.addMetric(run, metric));
    }

    private ObjectNode inputs(MlflowRequest request) {
        List<String> datasets = request.items("datasets").stream().map(JsonNode::toString).toList();
        List<ModelUse> models =
                request.each("models", each -> new ModelUse(each.required("model_id"), false, 0));
        limit("datasets", datasets.size(), BATCH_ITEMS);
        limit("models", models.size(), BATCH_ITEMS);
        return write(
                request,
                (handle, run) -> {
                    new RunDataTable(handle).addDatasets(run, datasets);
                    new RunDataTable(handle).addModels(run, models);
                });
    }

    private ObjectNode outputs(MlflowRequest request) {
        List<ModelUse> models =
                request.each(
                        "models",
                        each ->
                                new ModelUse(
                                        each.required("model_id"),
                                        true,
                                        each.number("step").orElse(0)));
        limit("models", models.size(), BATCH_ITEMS);
        return write(request, (handle, run) -> new RunDataTable(handle).addModels(run, models));
    }

    /// How MLflow 2 tells that a model was logged: its description joins those in a tag, as
    /// `record_logged_model` of MLflow's `sqlalchemy_store.py` does.
    private ObjectNode model(MlflowRequest request) {
        String model = request.required("model_json");
        return write(
                request,
                (handle, run) -> {
                    RunDataTable data = new RunDataTable(handle);
                    ArrayNode all =
                            data.tag(run, LOGGED_MODELS)
                                    .map(MlflowJson::read)
                                    .filter(JsonNode::isArray)
                                    .map(ArrayNode.class::cast)
                                    .orElseGet(MlflowJson::array);
                    all.add(MlflowJson.read(model));
                    data.keepTag(run, new KeyValue(LOGGED_MODELS, all.toString()));
                });
    }

    private ObjectNode write(MlflowRequest request, BiConsumer<Handle, String> change) {
        String run = request.runId();
        return store.write(handle -> {
            RunOrigin _ = new RunTable(handle).writable(run, request.client()); // or says so
            change.accept(handle, run);
            return MlflowJson.object();
        });
    }

    private static void limit(String what, int count, int most) {
        if (count > most) {
            throw TrackingException.invalid(
                    "the batch has %d %s; at most %d go into one, so send several"
                            .formatted(count, what, most));
        }
    }
}
