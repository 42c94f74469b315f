package dev.plumbline.webhooks.http;

import dev.plumbline.webhooks.json.ForgeJson;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// What a forge says about an error, for a message.
final class Said {
    private static final int MOST = 300;

    private Said() {}

    /// In brackets, after a space; empty when it says nothing that can be read.
    static String in(byte[] body) {
        try {
            JsonNode node = ForgeJson.MAPPER.readTree(body);
            return Stream.of("/message", "/error/message", "/error_description", "/error")
                    .map(node::at)
                    .filter(found -> !found.isMissingNode() && !found.isNull())
                    .map(found -> found.isString() ? found.stringValue() : found.toString())
                    .map(text -> text.replaceAll("\\s+", " ").strip())
                    .map(text -> " (" + text.substring(0, Math.min(MOST, text.length())) + ")")
                    .findFirst()
                    .orElse("");
        } catch (JacksonException _) {
            return "";
        }
    }
}
