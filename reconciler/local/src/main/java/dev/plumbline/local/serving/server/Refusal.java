package dev.plumbline.local.serving.server;

import java.util.Map;

/// The endpoint's own "no", before or instead of a model's answer. Without a stack trace: it is an
/// ordinary outcome.
final class Refusal extends RuntimeException {
    private final int status;
    private final String code;

    Refusal(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    int status() {
        return status;
    }

    Map<String, Object> body() {
        return body(code, String.valueOf(getMessage()));
    }

    static Map<String, Object> body(String code, String message) {
        return Map.of("error", Map.of("code", code, "message", message));
    }
}
