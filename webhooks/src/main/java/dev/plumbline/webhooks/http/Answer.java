package dev.plumbline.webhooks.http;

import dev.plumbline.webhooks.forge.ForgeException;
import dev.plumbline.webhooks.forge.ForgeException.Reason;
import dev.plumbline.webhooks.json.ForgeJson;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// An answer of status 2xx.
final class Answer {
    private final URI uri;
    private final HttpHeaders headers;
    private final byte[] body;

    /// @param uri that was asked
    Answer(URI uri, HttpHeaders headers, byte[] body) {
        this.uri = uri;
        this.headers = headers;
        this.body = body;
    }

    /// How many bytes its body has.
    int size() {
        return body.length;
    }

    /// @throws ForgeException when it is no JSON
    JsonNode json() {
        try {
            return ForgeJson.MAPPER.readTree(body);
        } catch (JacksonException e) {
            throw new ForgeException(
                    Reason.UNAVAILABLE,
                    "%s answers no JSON (%s); check that `api` is the base URL of the forge's API"
                            .formatted(uri.getHost(), e.getOriginalMessage()),
                    e);
        }
    }

    Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /// The next page by the header `Link` (RFC 8288).
    Optional<String> next() {
        return headers.allValues("Link").stream()
                .flatMap(value -> LinkHeader.next(value).stream())
                .findFirst();
    }
}
