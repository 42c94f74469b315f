package dev.plumbline.local.tracking;

import dev.plumbline.local.tracking.protocol.MlflowResponse;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Calls of the model registry.
record TestingModels(TestingTracking tracking) {

    void create(String name) {
        tracking.post("registered-models/create", "{\"name\": \"%s\"}".formatted(name));
    }

    JsonNode register(String name, String run) {
        upload(run);
        return tracking.post(
                        "model-versions/create",
                        "{\"name\": \"%s\", \"source\": \"%s\", \"run_id\": \"%s\"}"
                                .formatted(name, source(run), run))
                .path("model_version");
    }

    MlflowResponse registering(String name, String source, String run) {
        return tracking.call(
                "POST",
                "model-versions/create",
                "",
                "{\"name\": \"%s\", \"source\": \"%s\", \"run_id\": \"%s\"}"
                        .formatted(name, source, run));
    }

    void upload(String run) {
        tracking.upload(source(run), "MLmodel", "flavors: {}");
    }

    String source(String run) {
        return tracking.get("runs/get", "run_id=" + run)
                        .path("run")
                        .path("info")
                        .path("artifact_uri")
                        .asString()
                + "/model";
    }

    void alias(String alias, String version) {
        tracking.post(
                "registered-models/alias",
                "{\"name\": \"fraud\", \"alias\": \"%s\", \"version\": \"%s\"}"
                        .formatted(alias, version));
    }

    void stage(String version, String stage, boolean archive) {
        tracking.post(
                "model-versions/transition-stage",
                "{\"name\": \"fraud\", \"version\": \"%s\", \"stage\": \"%s\", \"archive_existing_versions\": %s}"
                        .formatted(version, stage, archive));
    }

    JsonNode model(String name) {
        return tracking.get("registered-models/get", "name=" + name).path("registered_model");
    }

    List<String> models(String query) {
        return tracking.get("registered-models/search", query)
                .path("registered_models")
                .valueStream()
                .map(each -> each.path("name").asString())
                .toList();
    }
}
