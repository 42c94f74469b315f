package dev.plumbline.local.jobs;

import dev.plumbline.local.artifacts.Artifact;
import dev.plumbline.platform.Owner;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.Production;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.resource.ValueJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The JSON in the columns of the database, written out field by field: what is stored is read by
/// later versions too.
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Json() {}

    static String fields(Fields fields) {
        return MAPPER.writeValueAsString(ValueJson.writeWithFiles(fields));
    }

    static Fields readFields(String json) {
        return ValueJson.readFields(MAPPER.readTree(json));
    }

    static String texts(List<String> texts) {
        return MAPPER.writeValueAsString(texts);
    }

    static List<String> readTexts(String json) {
        List<String> texts = new ArrayList<>();
        MAPPER.readTree(json).forEach(text -> texts.add(text.asString()));
        return texts;
    }

    // As text, because JSON has no word for infinity and "not a number", which metrics may well be.
    static String metrics(Map<String, Double> metrics) {
        ObjectNode object = NODES.objectNode();
        metrics.forEach((name, value) -> object.put(name, Double.toString(value)));
        return MAPPER.writeValueAsString(object);
    }

    static Map<String, Double> readMetrics(String json) {
        return readMap(json, name -> name, node -> Double.valueOf(node.asString()));
    }

    static String outputs(Map<String, Artifact> outputs) {
        ObjectNode object = NODES.objectNode();
        outputs.forEach((name, artifact) -> object.set(name, artifact(artifact)));
        return MAPPER.writeValueAsString(object);
    }

    static Map<String, Artifact> readOutputs(String json) {
        return readMap(json, name -> name, Json::readArtifact);
    }

    static String contents(Map<Digest, Artifact> contents) {
        ObjectNode object = NODES.objectNode();
        contents.forEach((digest, artifact) -> object.set(digest.value(), artifact(artifact)));
        return MAPPER.writeValueAsString(object);
    }

    static Map<Digest, Artifact> readContents(String json) {
        return readMap(json, Digest::new, Json::readArtifact);
    }

    static String registered(Map<ResourceId, String> registered) {
        ObjectNode object = NODES.objectNode();
        registered.forEach((id, version) -> object.put(id.toString(), version));
        return MAPPER.writeValueAsString(object);
    }

    static Map<ResourceId, String> readRegistered(String json) {
        return readMap(json, ResourceId::parse, JsonNode::asString);
    }

    static String productions(List<Production> productions) {
        var array = NODES.arrayNode();
        for (Production production : productions) {
            ObjectNode object = array.addObject();
            object.put("output", production.output()).put("asset", production.asset().toString());
            production.version().ifPresent(version -> object.put("version", version));
        }
        return MAPPER.writeValueAsString(array);
    }

    static List<Production> readProductions(String json) {
        List<Production> productions = new ArrayList<>();
        for (JsonNode node : MAPPER.readTree(json)) {
            Optional<String> version = node.path("version").asStringOpt();
            productions.add(
                    new Production(
                            node.path("output").asString(),
                            ResourceId.parse(node.path("asset").asString()),
                            version));
        }
        return productions;
    }

    static String owner(Owner owner) {
        return MAPPER.writeValueAsString(
                NODES.objectNode()
                        .put("workspace", owner.workspace())
                        .put("id", owner.id().toString())
                        .put("commit", owner.commit())
                        .put("path", owner.path())
                        .put("digest", owner.digest().value()));
    }

    static Owner readOwner(String json) {
        JsonNode node = MAPPER.readTree(json);
        return new Owner(
                node.path("workspace").asString(),
                ResourceId.parse(node.path("id").asString()),
                node.path("commit").asString(),
                node.path("path").asString(),
                new Digest(node.path("digest").asString()));
    }

    private static ObjectNode artifact(Artifact artifact) {
        return NODES.objectNode()
                .put("digest", artifact.digest().value())
                .put("folder", artifact.folder())
                .put("bytes", artifact.bytes());
    }

    private static Artifact readArtifact(JsonNode node) {
        return new Artifact(
                new Digest(node.path("digest").asString()),
                node.path("folder").asBoolean(),
                node.path("bytes").asLong());
    }

    private static <K, V> Map<K, V> readMap(
            String json, Function<String, K> key, Function<JsonNode, V> value) {
        Map<K, V> map = new LinkedHashMap<>();
        MAPPER.readTree(json)
                .properties()
                .forEach(
                        entry -> map.put(key.apply(entry.getKey()), value.apply(entry.getValue())));
        return map;
    }
}
