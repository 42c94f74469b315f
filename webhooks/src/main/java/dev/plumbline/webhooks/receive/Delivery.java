package dev.plumbline.webhooks.receive;

import java.util.Map;
import java.util.Optional;

/// A webhook as it came in. Two of one delivery are equal only when they are the same object.
public final class Delivery {
    private final Map<String, String> headers;
    private final byte[] body;

    /// @param headers by name in lower case
    public Delivery(Map<String, String> headers, byte[] body) {
        this.headers = Map.copyOf(headers);
        this.body = body.clone();
    }

    /// @param name in lower case
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    public byte[] body() {
        return body.clone();
    }
}
