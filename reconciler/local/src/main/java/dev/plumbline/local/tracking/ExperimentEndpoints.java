package dev.plumbline.local.tracking;

import java.time.InstantSource;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The API's `experiments/…`.
record ExperimentEndpoints(TrackingStore store, InstantSource clock) {

    ObjectNode create(MlflowRequest request) {
        String name = request.required("name");
        if (name.isBlank()) {
            throw TrackingException.invalid("\"name\" is blank; an experiment needs a name");
        }
        if (request.text("artifact_location").filter(place -> !place.isEmpty()).isPresent()) {
            throw TrackingException.invalid(
                    "\"artifact_location\" cannot be chosen: Plumbline keeps the files of runs itself; leave it out");
        }
        long id =
                store.write(handle ->
                        new ExperimentTable(handle)
                                .create(name, request.pairs("tags"), clock.millis()));
        return MlflowJson.object().put("experiment_id", Long.toString(id));
    }

    ObjectNode get(MlflowRequest request) {
        long id =
                request.number("experiment_id")
                        .orElseThrow(() ->
                                TrackingException.invalid(
                                        "\"experiment_id\" is missing; the request needs it"));
        return wrapped(store.read(handle -> new ExperimentTable(handle).get(id)));
    }

    ObjectNode getByName(MlflowRequest request) {
        String name = request.required("experiment_name");
        return wrapped(
                store.read(handle -> new ExperimentTable(handle).byName(name))
                        .orElseThrow(() ->
                                TrackingException.missing(
                                        "there is no experiment with the name \"" + name + "\"")));
    }

    ObjectNode search(MlflowRequest request) {
        if (request.text("filter").filter(filter -> !filter.isBlank()).isPresent()) {
            throw TrackingException.invalid(
                    "filters over experiments are not supported by Plumbline's tracking; leave it out, or ask for one by name");
        }
        View view = request.oneOf("view_type", View.class).orElse(View.ACTIVE_ONLY);
        Page<Experiment> page =
                store.read(handle -> new ExperimentTable(handle).search(view, request.window()));
        ObjectNode json = MlflowJson.object();
        ArrayNode experiments = json.putArray("experiments");
        page.items().forEach(each -> experiments.add(json(each)));
        page.next().ifPresent(token -> json.put("next_page_token", token));
        return json;
    }

    private ObjectNode wrapped(Experiment experiment) {
        ObjectNode json = MlflowJson.object();
        json.set("experiment", json(experiment));
        return json;
    }

    private ObjectNode json(Experiment experiment) {
        return MlflowJson.experiment(experiment, store.experimentArtifacts(experiment.id()));
    }
}
