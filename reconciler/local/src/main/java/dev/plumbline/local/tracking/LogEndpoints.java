package dev.plumbline.local.tracking;

import java.time.InstantSource;
import java.util.List;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The API's `runs/log-…`, `runs/set-tag`, `runs/delete-tag` and `metrics/get-history`.
record LogEndpoints(TrackingStore store, InstantSource clock) {
    private static final int BATCH_ITEMS = 1_000;
    private static final int BATCH_PAIRS = 100;

    ObjectNode metric(MlflowRequest request) {
        List<Metric> metric = List.of(request.metric(clock.millis()));
        return write(request, (data, run) -> data.addMetrics(run, metric));
    }

    ObjectNode parameter(MlflowRequest request) {
        return write(request, (data, run) -> data.addParams(run, List.of(request.pair())));
    }

    ObjectNode tag(MlflowRequest request) {
        return write(request, (data, run) -> data.setTags(run, List.of(request.pair())));
    }

    ObjectNode deleteTag(MlflowRequest request) {
        String key = request.required("key");
        return write(
                request,
                (data, run) -> {
                    if (!data.removeTag(run, key)) {
                        throw TrackingException.missing(
                                "the run \"%s\" has no tag \"%s\"".formatted(run, key));
                    }
                });
    }

    /// All of a batch or, when something in it is wrong, nothing.
    ObjectNode batch(MlflowRequest request) {
        long now = clock.millis();
        List<Metric> metrics = request.each("metrics", each -> each.metric(now));
        List<KeyValue> params = request.pairs("params");
        List<KeyValue> tags = request.pairs("tags");
        limit("metrics", metrics.size(), BATCH_ITEMS);
        limit("params", params.size(), BATCH_PAIRS);
        limit("tags", tags.size(), BATCH_PAIRS);
        limit("items", metrics.size() + params.size() + tags.size(), BATCH_ITEMS);
        return write(
                request,
                (data, run) -> {
                    data.addParams(run, params);
                    data.addMetrics(run, metrics);
                    data.setTags(run, tags);
                });
    }

    ObjectNode inputs(MlflowRequest request) {
        List<String> datasets = request.items("datasets").stream().map(JsonNode::toString).toList();
        limit("datasets", datasets.size(), BATCH_ITEMS);
        return write(request, (data, run) -> data.addDatasets(run, datasets));
    }

    ObjectNode history(MlflowRequest request) {
        String key = request.required("metric_key");
        return store.read(handle -> {
            TrackedRun run = new RunTable(handle).get(request.runId());
            Page<Metric> page = new RunDataTable(handle).history(run.id(), key, request.window());
            ObjectNode json = MlflowJson.object();
            json.set("metrics", MlflowJson.metrics(page.items()));
            page.next().ifPresent(token -> json.put("next_page_token", token));
            return json;
        });
    }

    private ObjectNode write(MlflowRequest request, BiConsumer<RunDataTable, String> change) {
        return store.write(handle -> {
            TrackedRun run = new RunTable(handle).writable(request.runId());
            change.accept(new RunDataTable(handle), run.id());
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
