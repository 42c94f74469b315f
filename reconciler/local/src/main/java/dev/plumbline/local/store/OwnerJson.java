package dev.plumbline.local.store;

import dev.plumbline.platform.Owner;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.ResourceId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Owner tags as the JSON that the database keeps.
public final class OwnerJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private OwnerJson() {}

    public static String write(Owner owner) {
        return JSON.createObjectNode()
                .put("workspace", owner.workspace())
                .put("id", owner.id().toString())
                .put("commit", owner.commit())
                .put("path", owner.path())
                .put("digest", owner.digest().value())
                .put("adopted", owner.adopted())
                .toString();
    }

    public static Owner read(String json) {
        JsonNode node = JSON.readTree(json);
        return new Owner(
                node.path("workspace").asString(),
                ResourceId.parse(node.path("id").asString()),
                node.path("commit").asString(),
                node.path("path").asString(),
                new Digest(node.path("digest").asString()),
                node.path("adopted").asBoolean(false));
    }
}
