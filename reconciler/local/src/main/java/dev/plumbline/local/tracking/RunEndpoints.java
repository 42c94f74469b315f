package dev.plumbline.local.tracking;

import dev.plumbline.local.tracking.protocol.Client;
import dev.plumbline.local.tracking.protocol.KeyValue;
import dev.plumbline.local.tracking.protocol.MlflowJson;
import dev.plumbline.local.tracking.protocol.MlflowRequest;
import dev.plumbline.local.tracking.protocol.Page;
import dev.plumbline.local.tracking.protocol.Permission;
import dev.plumbline.local.tracking.protocol.Routes;
import dev.plumbline.local.tracking.protocol.View;
import dev.plumbline.local.tracking.store.RunOrigin;
import dev.plumbline.local.tracking.store.Transactions;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import tools.jackson.databind.node.ObjectNode;

/// The API's `runs/create`, `update`, `get`, `search`, `delete` and `restore`.
record RunEndpoints(Transactions store, RunJson json, InstantSource clock) {
    private static final String NAME_TAG = "mlflow.runName";
    private static final KeyValue NO_COMMIT = new KeyValue("plumbline.commit", "none");

    void mount(Routes routes) {
        routes.write("POST", "runs/create", this::create);
        routes.write("POST", "runs/update", this::update);
        routes.read("GET", "runs/get", this::get);
        routes.read("POST", "runs/search", this::search);
        routes.write("POST", "runs/delete", request -> setActive(request, false));
        routes.write("POST", "runs/restore", request -> setActive(request, true));
    }

    private ObjectNode create(MlflowRequest request) {
        long experimentId = request.number("experiment_id").orElse(0);
        String id = TrackingStore.newRunId();
        List<KeyValue> tags = request.tags("tags");
        TrackedRun run =
                TrackedRun.started(
                        id,
                        experimentId,
                        name(request, tags, id),
                        request.text("user_id").orElse(""),
                        request.number("start_time").orElse(clock.millis()));
        return store.write(handle -> {
            Experiment _ =
                    new ExperimentTable(handle).active(experimentId); // says so when there is none
            RunOrigin origin = RunOrigin.ofNew(handle, request);
            Permission.check(request.client(), origin.belonging(), "a new run");
            RunDataTable data = new RunDataTable(handle);
            boolean _ = new RunTable(handle).create(run, origin); // the id is new
            data.setTags(id, tags);
            data.setTags(id, List.of(new KeyValue(NAME_TAG, run.name())));
            data.setTags(id, ownTags(data, request.client()));
            return wrapped(handle, run);
        });
    }

    private static String name(MlflowRequest request, List<KeyValue> tags, String id) {
        return request.text("run_name")
                .filter(text -> !text.isEmpty())
                .or(() ->
                        tags.stream()
                                .filter(tag -> tag.key().equals(NAME_TAG))
                                .map(KeyValue::value)
                                .findFirst())
                .orElse("run-" + id.substring(0, 8));
    }

    private static List<KeyValue> ownTags(RunDataTable data, Client client) {
        return client instanceof Client.Script script
                ? data.ownTags(script.tree())
                : List.of(NO_COMMIT);
    }

    private ObjectNode get(MlflowRequest request) {
        return store.read(handle -> wrapped(handle, new RunTable(handle).get(request.runId())));
    }

    private ObjectNode update(MlflowRequest request) {
        Optional<RunStatus> status = request.oneOf("status", RunStatus.class);
        Optional<String> name = request.text("run_name").filter(text -> !text.isEmpty());
        return store.write(handle -> {
            RunTable runs = new RunTable(handle);
            String id = request.runId();
            RunOrigin _ = runs.writable(id, request.client()); // says so when it may not be
            TrackedRun run = runs.get(id);
            OptionalLong end =
                    request.number("end_time").isPresent()
                            ? request.number("end_time")
                            : run.endedAt();
            runs.update(id, status.orElse(run.status()), end, name.orElse(run.name()));
            name.ifPresent(text ->
                    new RunDataTable(handle).setTags(id, List.of(new KeyValue(NAME_TAG, text))));
            return MlflowJson.wrapped("run_info", json.info(runs.get(id)));
        });
    }

    private ObjectNode search(MlflowRequest request) {
        View view = request.oneOf("run_view_type", View.class).orElse(View.ACTIVE_ONLY);
        List<Long> experiments = ExperimentEndpoints.experiments(request);
        return store.read(handle -> {
            Page<TrackedRun> page =
                    new RunTable(handle)
                            .search(
                                    experiments,
                                    request.text("filter").orElse(""),
                                    view,
                                    request.texts("order_by"),
                                    request.window());
            return MlflowJson.page("runs", page.map(run -> json(handle, run)));
        });
    }

    private ObjectNode setActive(MlflowRequest request, boolean active) {
        return store.write(handle -> {
            RunTable runs = new RunTable(handle);
            RunOrigin _ = runs.mine(request.runId(), request.client()); // or says so
            runs.setActive(request.runId(), active);
            return MlflowJson.object();
        });
    }

    private ObjectNode wrapped(Handle handle, TrackedRun run) {
        return MlflowJson.wrapped("run", json(handle, run));
    }

    private ObjectNode json(Handle handle, TrackedRun run) {
        return json.run(run, new RunDataTable(handle).read(run.id()));
    }
}
