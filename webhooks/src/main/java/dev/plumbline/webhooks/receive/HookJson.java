package dev.plumbline.webhooks.receive;

import dev.plumbline.webhooks.json.ForgeJson;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// The JSON of webhooks: what has to be there is, and of its type.
public final class HookJson {
    private HookJson() {}

    /// @throws MalformedHookException when the body is no JSON object
    public static JsonNode object(Delivery delivery) {
        try {
            JsonNode node = ForgeJson.MAPPER.readTree(delivery.body());
            if (!node.isObject()) {
                throw new MalformedHookException("the body is no JSON object");
            }
            return node;
        } catch (JacksonException e) {
            throw new MalformedHookException(
                    "the body is no JSON that can be read: " + e.getOriginalMessage(), e);
        }
    }

    /// @param pointer `/repository/full_name`
    /// @throws MalformedHookException when no text is there
    public static String text(JsonNode node, String pointer) {
        return node.at(pointer)
                .stringValueOpt()
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> new MalformedHookException(pointer + " is missing or no text"));
    }

    /// @throws MalformedHookException when no whole number is there
    public static long number(JsonNode node, String pointer) {
        JsonNode found = node.at(pointer);
        if (!found.isIntegralNumber() || !found.canConvertToLong()) {
            throw new MalformedHookException(pointer + " is missing or no whole number");
        }
        return found.longValue();
    }
}
