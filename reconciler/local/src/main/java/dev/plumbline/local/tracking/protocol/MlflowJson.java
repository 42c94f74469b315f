package dev.plumbline.local.tracking.protocol;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What MLflow's messages have in common, as JSON.
public final class MlflowJson {
    private static final JsonMapper JSON = JsonMapper.shared();

    private MlflowJson() {}

    public static ObjectNode object() {
        return JSON.createObjectNode();
    }

    public static ArrayNode array() {
        return JSON.createArrayNode();
    }

    /// Text that was JSON when it was kept.
    public static JsonNode read(String json) {
        return JSON.readTree(json);
    }

    /// An object with one member.
    public static ObjectNode wrapped(String name, JsonNode value) {
        ObjectNode json = object();
        json.set(name, value);
        return json;
    }

    public static ArrayNode metrics(List<Metric> metrics) {
        ArrayNode array = JSON.createArrayNode();
        metrics.forEach(metric -> array.add(metric(metric)));
        return array;
    }

    public static ObjectNode metric(Metric metric) {
        ObjectNode json = object().put("key", metric.key());
        if (Double.isFinite(metric.value())) {
            json.put("value", metric.value());
        } else {
            // As protobuf's JSON writes what JSON has no number for.
            json.put("value", Double.toString(metric.value()));
        }
        return json.put("timestamp", metric.timestamp()).put("step", metric.step());
    }

    public static ArrayNode pairs(List<KeyValue> pairs) {
        ArrayNode array = JSON.createArrayNode();
        pairs.forEach(pair -> array.addObject().put("key", pair.key()).put("value", pair.value()));
        return array;
    }

    /// A page of a search.
    public static ObjectNode page(String name, Page<ObjectNode> page) {
        ObjectNode json = object();
        page.items().forEach(json.putArray(name)::add);
        page.next().ifPresent(token -> json.put("next_page_token", token));
        return json;
    }

    public static String stage(boolean active) {
        return active ? "active" : "deleted";
    }
}
