package dev.plumbline.local.tracking;

import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// MLflow's messages as JSON.
final class MlflowJson {
    private static final JsonMapper JSON = JsonMapper.shared();

    private MlflowJson() {}

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    static ObjectNode experiment(Experiment experiment, Path artifacts) {
        ObjectNode json = object();
        json.put("experiment_id", Long.toString(experiment.id()));
        json.put("name", experiment.name());
        json.put("artifact_location", uri(artifacts));
        json.put("lifecycle_stage", stage(experiment.active()));
        json.put("creation_time", experiment.createdAt());
        json.put("last_update_time", experiment.updatedAt());
        json.set("tags", pairs(experiment.tags()));
        return json;
    }

    static ObjectNode run(TrackedRun run, RunData data, Path artifacts) {
        ObjectNode json = object();
        json.set("info", runInfo(run, artifacts));
        ObjectNode logged = json.putObject("data");
        logged.set("metrics", metrics(data.metrics()));
        logged.set("params", pairs(data.params()));
        logged.set("tags", pairs(data.tags()));
        ArrayNode datasets = json.putObject("inputs").putArray("dataset_inputs");
        data.datasets().forEach(each -> datasets.add(JSON.readTree(each)));
        return json;
    }

    static ObjectNode runInfo(TrackedRun run, Path artifacts) {
        ObjectNode json = object();
        json.put("run_id", run.id());
        json.put("run_uuid", run.id());
        json.put("run_name", run.name());
        json.put("experiment_id", Long.toString(run.experiment()));
        json.put("user_id", run.user());
        json.put("status", run.status().name());
        json.put("start_time", run.startedAt());
        run.endedAt().ifPresent(end -> json.put("end_time", end));
        json.put("artifact_uri", uri(artifacts));
        json.put("lifecycle_stage", stage(run.active()));
        return json;
    }

    static ArrayNode metrics(List<Metric> metrics) {
        ArrayNode array = JSON.createArrayNode();
        for (Metric metric : metrics) {
            ObjectNode json = array.addObject().put("key", metric.key());
            if (Double.isFinite(metric.value())) {
                json.put("value", metric.value());
            } else {
                json.put(
                        "value",
                        Double.toString(
                                metric.value())); // as protobuf's JSON writes what JSON has no
                // number for
            }
            json.put("timestamp", metric.timestamp()).put("step", metric.step());
        }
        return array;
    }

    static String uri(Path folder) {
        String uri = folder.toUri().toString();
        return uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
    }

    private static ArrayNode pairs(List<KeyValue> pairs) {
        ArrayNode array = JSON.createArrayNode();
        pairs.forEach(pair -> array.addObject().put("key", pair.key()).put("value", pair.value()));
        return array;
    }

    private static String stage(boolean active) {
        return active ? "active" : "deleted";
    }
}
