package dev.plumbline.agent.api;

import dev.plumbline.resource.FieldDiff;
import dev.plumbline.resource.Value;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A field that differs. `from` and `to` are JSON values as a spec would write them, `null` on the
/// side where the field is absent. What is not known yet is text: `(version, known after
/// job/jobs/train)`.
public record FieldView(String path, JsonNode from, JsonNode to) {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    public static FieldView of(FieldDiff diff) {
        return new FieldView(diff.path(), side(diff.from()), side(diff.to()));
    }

    /// Whether the new value is not known before something else has happened.
    public boolean waitsForProducer() {
        return to.isString()
                && to.stringValue().startsWith("(")
                && to.stringValue().contains(", known after ");
    }

    private static JsonNode side(Optional<Value> value) {
        return value.map(FieldView::json).orElseGet(NODES::nullNode);
    }

    private static JsonNode json(Value value) {
        return switch (value) {
            case Value.Text(var text) -> NODES.stringNode(text);
            case Value.Bool(var bool) -> NODES.booleanNode(bool);
            case Value.Num(var number, _) ->
                    number.scale() <= 0 && number.precision() - number.scale() < 19
                            ? NODES.numberNode(number.longValueExact())
                            : NODES.numberNode(number);
            case Value.Null _ -> NODES.nullNode();
            case Value.Items(var items) -> {
                var array = NODES.arrayNode();
                items.forEach(item -> array.add(json(item)));
                yield array;
            }
            case Value.Fields(var fields) -> {
                ObjectNode object = NODES.objectNode();
                fields.forEach((key, item) -> object.set(key, json(item)));
                yield object;
            }
            case Value.Content _, Value.Reference _, Value.Resolved _, Value.Unknown _ ->
                    NODES.stringNode(value.display());
        };
    }
}
