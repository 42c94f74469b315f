package dev.plumbline.webhooks.http;

import dev.plumbline.repository.Revision;
import dev.plumbline.webhooks.forge.ForgeException;
import dev.plumbline.webhooks.forge.ForgeException.Reason;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Fields of a forge's answers, of the types that its documentation gives them.
public final class Fields {
    private Fields() {}

    /// @param pointer `/author/login`
    /// @throws ForgeException when no text is there
    public static String text(JsonNode node, String pointer) {
        return find(node, pointer).orElseThrow(() -> missing(pointer, "text"));
    }

    /// A text that may be missing.
    public static Optional<String> find(JsonNode node, String pointer) {
        return node.at(pointer).stringValueOpt().filter(text -> !text.isBlank());
    }

    /// @throws ForgeException when no whole number is there
    public static long number(JsonNode node, String pointer) {
        JsonNode found = node.at(pointer);
        if (!found.isIntegralNumber() || !found.canConvertToLong()) {
            throw missing(pointer, "whole number");
        }
        return found.longValue();
    }

    /// @throws ForgeException when no URL is there
    public static URI uri(JsonNode node, String pointer) {
        try {
            return new URI(text(node, pointer));
        } catch (URISyntaxException _) {
            throw missing(pointer, "URL");
        }
    }

    /// Whether a field is there and true.
    public static boolean isTrue(JsonNode node, String pointer) {
        return node.at(pointer).asBoolean(false);
    }

    /// @throws ForgeException when no moment of ISO 8601 is there
    public static Instant instant(JsonNode node, String pointer) {
        try {
            return OffsetDateTime.parse(text(node, pointer)).toInstant();
        } catch (DateTimeException _) {
            throw missing(pointer, "moment");
        }
    }

    /// @throws ForgeException when no full commit id is there
    public static Revision revision(JsonNode node, String pointer) {
        return revision(text(node, pointer)).orElseThrow(() -> missing(pointer, "commit"));
    }

    /// A full commit id; empty when the text is none.
    public static Optional<Revision> revision(String text) {
        return text.matches("[0-9a-f]{40}") ? Optional.of(new Revision(text)) : Optional.empty();
    }

    private static ForgeException missing(String pointer, String type) {
        return new ForgeException(
                Reason.UNAVAILABLE,
                "the forge's answer has no %s at %s; check that `api` is the base URL of an API that Plumbline supports"
                        .formatted(type, pointer));
    }
}
