package dev.plumbline.local.tracking;

import dev.plumbline.local.tracking.protocol.KeyValue;
import dev.plumbline.local.tracking.protocol.MlflowJson;
import dev.plumbline.local.tracking.protocol.MlflowRequest;
import dev.plumbline.local.tracking.protocol.Page;
import dev.plumbline.local.tracking.protocol.Permission;
import dev.plumbline.local.tracking.protocol.Routes;
import dev.plumbline.local.tracking.protocol.TrackingException;
import dev.plumbline.local.tracking.protocol.View;
import dev.plumbline.local.tracking.store.Transactions;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BiConsumer;
import tools.jackson.databind.node.ObjectNode;

/// The API's `experiments/…`. Experiments are names that all share: whoever may write makes and
/// tags them, and only people rename or delete them.
record ExperimentEndpoints(Transactions store, RunJson json, InstantSource clock) {

    void mount(Routes routes) {
        routes.write("POST", "experiments/create", this::create);
        routes.read("GET", "experiments/get", this::get);
        routes.read("GET", "experiments/get-by-name", this::getByName);
        routes.read("GET", "experiments/search", this::search);
        routes.read("POST", "experiments/search", this::search);
        routes.write("POST", "experiments/update", this::update);
        routes.write("POST", "experiments/delete", request -> setActive(request, false));
        routes.write("POST", "experiments/restore", request -> setActive(request, true));
        routes.write("POST", "experiments/set-experiment-tag", this::setTag);
        routes.write("POST", "experiments/delete-experiment-tag", this::deleteTag);
        routes.read("POST", "experiments/search-datasets", this::searchDatasets);
    }

    private ObjectNode create(MlflowRequest request) {
        String name = name(request.required("name"));
        if (request.text("artifact_location").filter(place -> !place.isEmpty()).isPresent()) {
            throw TrackingException.invalid(
                    "\"artifact_location\" cannot be chosen: Plumbline keeps the files of runs itself; leave it out");
        }
        List<KeyValue> tags = request.tags("tags");
        long id =
                store.write(
                        handle -> new ExperimentTable(handle).create(name, tags, clock.millis()));
        return MlflowJson.object().put("experiment_id", Long.toString(id));
    }

    private ObjectNode get(MlflowRequest request) {
        long id = id(request);
        return wrapped(store.read(handle -> new ExperimentTable(handle).get(id)));
    }

    private ObjectNode getByName(MlflowRequest request) {
        String name = request.required("experiment_name");
        return wrapped(
                store.read(handle -> new ExperimentTable(handle).byName(name))
                        .orElseThrow(() ->
                                TrackingException.missing(
                                        "there is no experiment with the name \"" + name + "\"")));
    }

    private ObjectNode search(MlflowRequest request) {
        View view = request.oneOf("view_type", View.class).orElse(View.ACTIVE_ONLY);
        Page<Experiment> page =
                store.read(handle ->
                        new ExperimentTable(handle)
                                .search(
                                        request.text("filter").orElse(""),
                                        view,
                                        request.texts("order_by"),
                                        request.window()));
        return MlflowJson.page("experiments", page.map(json::experiment));
    }

    private ObjectNode update(MlflowRequest request) {
        String name = name(request.required("new_name"));
        Permission.person(request.client(), "the name of an experiment");
        return change(
                request,
                (table, experiment) -> table.rename(experiment.id(), name, clock.millis()));
    }

    private ObjectNode setActive(MlflowRequest request, boolean active) {
        Permission.person(request.client(), "an experiment");
        return change(
                request,
                (table, experiment) -> {
                    if (experiment.id() == 0 && !active) {
                        throw TrackingException.invalid(
                                "the experiment \"Default\" cannot be deleted: clients that name none log to it");
                    }
                    table.setActive(experiment.id(), active, clock.millis());
                });
    }

    private ObjectNode setTag(MlflowRequest request) {
        KeyValue tag = request.tag();
        return change(
                request, (table, experiment) -> table.setTag(experiment.id(), tag, clock.millis()));
    }

    private ObjectNode deleteTag(MlflowRequest request) {
        String key = request.required("key");
        return change(
                request,
                (table, experiment) -> {
                    if (!table.removeTag(experiment.id(), key, clock.millis())) {
                        throw TrackingException.missing(
                                "the experiment \"%s\" has no tag \"%s\""
                                        .formatted(experiment.name(), key));
                    }
                });
    }

    private ObjectNode searchDatasets(MlflowRequest request) {
        List<Long> experiments = experiments(request);
        return store.read(handle -> {
            ObjectNode answer = MlflowJson.object();
            new DatasetTable(handle)
                    .summaries(experiments)
                    .forEach(answer.putArray("dataset_summaries")::add);
            return answer;
        });
    }

    /// The experiments that a search names.
    static List<Long> experiments(MlflowRequest request) {
        return request.texts("experiment_ids").stream().map(ExperimentEndpoints::parse).toList();
    }

    private ObjectNode change(
            MlflowRequest request, BiConsumer<ExperimentTable, Experiment> change) {
        long id = id(request);
        return store.write(handle -> {
            ExperimentTable table = new ExperimentTable(handle);
            change.accept(table, table.get(id));
            return MlflowJson.object();
        });
    }

    private static long id(MlflowRequest request) {
        return parse(request.required("experiment_id"));
    }

    private static long parse(String text) {
        if (!text.matches("\\d{1,18}")) {
            throw TrackingException.missing("there is no experiment with the id \"" + text + "\"");
        }
        return Long.parseLong(text);
    }

    private static String name(String name) {
        if (name.isBlank()) {
            throw TrackingException.invalid("\"name\" is blank; an experiment needs a name");
        }
        return name;
    }

    private ObjectNode wrapped(Experiment experiment) {
        return MlflowJson.wrapped("experiment", json.experiment(experiment));
    }
}
