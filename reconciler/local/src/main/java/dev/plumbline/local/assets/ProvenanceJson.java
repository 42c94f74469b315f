package dev.plumbline.local.assets;

import dev.plumbline.platform.ship.Provenance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Where shipped versions come from, as the JSON that the database keeps.
final class ProvenanceJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ProvenanceJson() {}

    static String write(Provenance provenance) {
        ObjectNode node = JSON.createObjectNode().put("workspace", provenance.workspace());
        provenance.commit().ifPresent(commit -> node.put("commit", commit));
        provenance
                .output()
                .ifPresent(output -> node.put("run", output.run()).put("output", output.name()));
        return node.toString();
    }

    static Provenance read(String json) {
        JsonNode node = JSON.readTree(json);
        return new Provenance(
                node.path("workspace").asString(),
                node.path("commit").asStringOpt(),
                node.path("run")
                        .asStringOpt()
                        .map(run -> new Provenance.RunOutput(run, node.path("output").asString())));
    }
}
