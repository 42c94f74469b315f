package dev.plumbline.local.tracking;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The API's `runs/create`, `update`, `get`, `search`, `delete` and `restore`.
record RunEndpoints(TrackingStore store, InstantSource clock) {
    private static final String NAME_TAG = "mlflow.runName";

    ObjectNode create(MlflowRequest request) {
        long experimentId = request.number("experiment_id").orElse(0);
        String id = TrackingStore.newRunId();
        List<KeyValue> tags = request.pairs("tags");
        String name =
                request.text("run_name")
                        .filter(text -> !text.isEmpty())
                        .or(() ->
                                tags.stream()
                                        .filter(tag -> tag.key().equals(NAME_TAG))
                                        .map(KeyValue::value)
                                        .findFirst())
                        .orElse("run-" + id.substring(0, 8));
        long start = request.number("start_time").orElse(clock.millis());
        TrackedRun run =
                new TrackedRun(
                        id,
                        experimentId,
                        name,
                        request.text("user_id").orElse(""),
                        RunStatus.RUNNING,
                        true,
                        start,
                        OptionalLong.empty());
        return store.write(handle -> {
            Experiment _ =
                    new ExperimentTable(handle).get(experimentId); // says so when there is none
            boolean _ = new RunTable(handle).create(run); // the id is new
            RunDataTable data = new RunDataTable(handle);
            data.setTags(id, tags);
            data.setTags(id, List.of(new KeyValue(NAME_TAG, name)));
            return wrapped(handle, run);
        });
    }

    ObjectNode get(MlflowRequest request) {
        return store.read(handle -> wrapped(handle, new RunTable(handle).get(request.runId())));
    }

    ObjectNode update(MlflowRequest request) {
        Optional<RunStatus> status = request.oneOf("status", RunStatus.class);
        Optional<String> name = request.text("run_name").filter(text -> !text.isEmpty());
        return store.write(handle -> {
            RunTable runs = new RunTable(handle);
            TrackedRun run = runs.writable(request.runId());
            OptionalLong end =
                    request.number("end_time").isPresent()
                            ? request.number("end_time")
                            : run.endedAt();
            runs.update(run.id(), status.orElse(run.status()), end, name.orElse(run.name()));
            name.ifPresent(text ->
                    new RunDataTable(handle)
                            .setTags(run.id(), List.of(new KeyValue(NAME_TAG, text))));
            ObjectNode json = MlflowJson.object();
            json.set("run_info", MlflowJson.runInfo(runs.get(run.id()), store.artifacts(run)));
            return json;
        });
    }

    ObjectNode search(MlflowRequest request) {
        refuseOrder(request.texts("order_by"));
        RunFilter filter = RunFilter.parse(request.text("filter").orElse(""));
        View view = request.oneOf("run_view_type", View.class).orElse(View.ACTIVE_ONLY);
        List<Long> experiments =
                request.texts("experiment_ids").stream().map(RunEndpoints::experimentId).toList();
        return store.read(handle -> {
            Page<TrackedRun> page =
                    new RunTable(handle).search(experiments, filter, view, request.window());
            ObjectNode json = MlflowJson.object();
            ArrayNode runs = json.putArray("runs");
            page.items().forEach(run -> runs.add(json(handle, run)));
            page.next().ifPresent(token -> json.put("next_page_token", token));
            return json;
        });
    }

    ObjectNode delete(MlflowRequest request) {
        return setActive(request.runId(), false);
    }

    ObjectNode restore(MlflowRequest request) {
        return setActive(request.runId(), true);
    }

    private ObjectNode setActive(String id, boolean active) {
        return store.write(handle -> {
            RunTable runs = new RunTable(handle);
            runs.setActive(runs.get(id).id(), active);
            return MlflowJson.object();
        });
    }

    /// The order of every search here, latest start first, may be asked for by its name.
    private static void refuseOrder(List<String> orders) {
        for (String order : orders) {
            if (!order.strip().matches("(?i)(attributes?\\.)?start_time\\s+DESC")) {
                throw TrackingException.invalid(
                        "the order \"%s\" is not supported by Plumbline's tracking, which gives the latest start first; leave it out and sort in your script"
                                .formatted(order));
            }
        }
    }

    private static long experimentId(String text) {
        if (!text.matches("\\d{1,18}")) {
            throw TrackingException.missing("there is no experiment with the id \"" + text + "\"");
        }
        return Long.parseLong(text);
    }

    private ObjectNode wrapped(Handle handle, TrackedRun run) {
        ObjectNode json = MlflowJson.object();
        json.set("run", json(handle, run));
        return json;
    }

    private ObjectNode json(Handle handle, TrackedRun run) {
        return MlflowJson.run(run, new RunDataTable(handle).read(run.id()), store.artifacts(run));
    }
}
