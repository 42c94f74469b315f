package dev.plumbline.webhooks.http;

import dev.plumbline.webhooks.json.ForgeJson;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// What a forge says about an error, for a message: in general, and of the first field that is at
/// fault (GitHub).
final class Said {
    private static final int MOST = 300;

    private Said() {}

    /// In brackets, after a space; empty when it says nothing that can be read.
    static String in(byte[] body) {
        try {
            JsonNode node = ForgeJson.MAPPER.readTree(body);
            String said =
                    Stream.of(
                                    first(
                                            node,
                                            "/message",
                                            "/error/message",
                                            "/error_description",
                                            "/error"),
                                    first(node, "/errors/0/message"))
                            .flatMap(Optional::stream)
                            .collect(Collectors.joining(": "));
            return said.isEmpty()
                    ? ""
                    : " (" + said.substring(0, Math.min(MOST, said.length())) + ")";
        } catch (JacksonException _) {
            return "";
        }
    }

    private static Optional<String> first(JsonNode node, String... pointers) {
        return Stream.of(pointers)
                .map(node::at)
                .filter(found -> !found.isMissingNode() && !found.isNull())
                .map(found -> found.isString() ? found.stringValue() : found.toString())
                .map(text -> text.replaceAll("\\s+", " ").strip())
                .findFirst();
    }
}
