package dev.plumbline.local.tracking.registry;

import dev.plumbline.local.tracking.protocol.KeyValue;
import dev.plumbline.local.tracking.protocol.MlflowJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Models and versions as JSON.
record RegistryJson(Handle handle, String workspace) {

    ObjectNode model(RegisteredModel model) {
        ModelTable models = new ModelTable(handle, workspace);
        ObjectNode json = MlflowJson.object().put("name", model.name());
        json.put("creation_timestamp", model.createdAt());
        json.put("last_updated_timestamp", model.updatedAt());
        json.put("description", model.description());
        ArrayNode latest = json.putArray("latest_versions");
        latest(model.name()).forEach(version -> latest.add(version(version)));
        json.set("tags", MlflowJson.pairs(models.tags(model.name())));
        ArrayNode aliases = json.putArray("aliases");
        for (KeyValue alias : models.aliases(model.name())) {
            aliases.addObject().put("alias", alias.key()).put("version", alias.value());
        }
        return json;
    }

    ObjectNode version(ModelVersion version) {
        ObjectNode json = MlflowJson.object().put("name", version.name());
        json.put("version", version.version());
        json.put("creation_timestamp", version.createdAt());
        json.put("last_updated_timestamp", version.updatedAt());
        json.put("current_stage", version.stage());
        json.put("description", version.description());
        json.put("source", version.source());
        json.put("run_id", version.run());
        json.put("run_link", version.runLink());
        json.put("model_id", version.model());
        json.put("status", "READY");
        json.set(
                "tags",
                MlflowJson.pairs(
                        new VersionTable(handle, workspace)
                                .tags(version.name(), version.version())));
        ArrayNode aliases = json.putArray("aliases");
        new ModelTable(handle, workspace)
                .aliases(version.name()).stream()
                        .filter(alias -> alias.value().equals(version.version()))
                        .forEach(alias -> aliases.add(alias.key()));
        return json;
    }

    /// The newest version in each stage.
    List<ModelVersion> latest(String model) {
        Map<String, ModelVersion> byStage = new LinkedHashMap<>();
        new VersionTable(handle, workspace)
                .versions(model)
                .forEach(version -> byStage.putIfAbsent(version.stage(), version));
        return List.copyOf(byStage.values());
    }
}
