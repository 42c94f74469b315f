package dev.plumbline.local.serving.server;

import dev.plumbline.local.serving.model.ScoringModel;
import dev.plumbline.local.serving.model.TensorSpec;
import java.util.List;
import java.util.Map;

/// The OpenAPI 3 document of an endpoint, made from the model that it serves.
record OpenApi(String endpoint, String version, ScoringModel model) {

    Map<String, Object> document() {
        Map<String, Object> post =
                Map.of(
                        "operationId",
                        "score",
                        "summary",
                        "Scores rows with the model.",
                        "requestBody",
                        Map.of("required", true, "content", json(requestSchema())),
                        "responses",
                        Map.of(
                                "200",
                                Map.of(
                                        "description",
                                        "One prediction per row.",
                                        "content",
                                        json(answer())),
                                "default",
                                Map.of(
                                        "description",
                                        "An error.",
                                        "content",
                                        json(Map.of("type", "object")))));
        return Map.of(
                "openapi", "3.0.3",
                "info", Map.of("title", endpoint, "version", version),
                "servers", List.of(Map.of("url", "/endpoints/" + endpoint)),
                "paths", Map.of("/score", Map.of("post", post)),
                "security", List.of(Map.of("key", List.of())),
                "components",
                        Map.of(
                                "securitySchemes",
                                Map.of("key", Map.of("type", "http", "scheme", "bearer"))));
    }

    private Map<String, Object> requestSchema() {
        Map<String, Object> split =
                Map.of(
                        "type", "object",
                        "required", List.of("columns", "data"),
                        "properties",
                                Map.of(
                                        "columns", columns(),
                                        "index", array(Map.of("type", "integer")),
                                        "data", array(array(cell()))));
        return Map.of(
                "type", "object",
                "required", List.of("input_data"),
                "properties", Map.of("input_data", split));
    }

    private Map<String, Object> columns() {
        List<String> inputs = model.inputs().stream().map(TensorSpec::name).toList();
        List<String> names =
                !model.columns().isEmpty()
                        ? model.columns()
                        : inputs.size() > 1 ? inputs : List.of();
        return names.isEmpty()
                ? array(Map.of("type", "string"))
                : array(Map.of("type", "string", "enum", names));
    }

    private Map<String, Object> cell() {
        List<String> types =
                model.inputs().stream().map(input -> input.type().jsonType()).distinct().toList();
        return types.size() == 1 ? Map.of("type", types.getFirst()) : Map.of();
    }

    private Map<String, Object> answer() {
        return model.outputs().size() == 1
                ? array(Map.of("type", model.outputs().getFirst().type().jsonType()))
                : array(Map.of("type", "object"));
    }

    private static Map<String, Object> array(Map<String, Object> items) {
        return Map.of("type", "array", "items", items);
    }

    private static Map<String, Object> json(Map<String, Object> schema) {
        return Map.of("application/json", Map.of("schema", schema));
    }
}
