package dev.plumbline.local.tracking;

import dev.plumbline.local.tracking.protocol.MlflowJson;
import dev.plumbline.local.tracking.store.Places;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Experiments and runs as JSON.
record RunJson(Places places) {

    ObjectNode experiment(Experiment experiment) {
        ObjectNode json = MlflowJson.object();
        json.put("experiment_id", Long.toString(experiment.id()));
        json.put("name", experiment.name());
        json.put("artifact_location", places.uri(places.experiment(experiment.id())));
        json.put("lifecycle_stage", MlflowJson.stage(experiment.active()));
        json.put("creation_time", experiment.createdAt());
        json.put("last_update_time", experiment.updatedAt());
        json.set("tags", MlflowJson.pairs(experiment.tags()));
        return json;
    }

    ObjectNode run(TrackedRun run, RunData data) {
        ObjectNode json = MlflowJson.object();
        json.set("info", info(run));
        ObjectNode logged = json.putObject("data");
        logged.set("metrics", MlflowJson.metrics(data.metrics()));
        logged.set("params", MlflowJson.pairs(data.params()));
        logged.set("tags", MlflowJson.pairs(data.tags()));
        ObjectNode inputs = json.putObject("inputs");
        ArrayNode datasets = inputs.putArray("dataset_inputs");
        data.datasets().forEach(each -> datasets.add(MlflowJson.read(each)));
        ArrayNode used = inputs.putArray("model_inputs");
        ArrayNode made = json.putObject("outputs").putArray("model_outputs");
        for (RunData.ModelUse model : data.models()) {
            if (model.made()) {
                made.addObject().put("model_id", model.model()).put("step", model.step());
            } else {
                used.addObject().put("model_id", model.model());
            }
        }
        return json;
    }

    ObjectNode info(TrackedRun run) {
        ObjectNode json = MlflowJson.object();
        json.put("run_id", run.id());
        json.put("run_uuid", run.id());
        json.put("run_name", run.name());
        json.put("experiment_id", Long.toString(run.experiment()));
        json.put("user_id", run.user());
        json.put("status", run.status().name());
        json.put("start_time", run.startedAt());
        run.endedAt().ifPresent(end -> json.put("end_time", end));
        json.put("artifact_uri", places.uri(places.run(run.experiment(), run.id())));
        json.put("lifecycle_stage", MlflowJson.stage(run.active()));
        return json;
    }
}
