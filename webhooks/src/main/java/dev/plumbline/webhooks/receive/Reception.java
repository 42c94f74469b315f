package dev.plumbline.webhooks.receive;

/// How a webhook was received.
///
/// @param status of the HTTP answer
/// @param message for whoever set the webhook up; names no secret and nothing of other projects
public record Reception(int status, String message) {
    /// Whether nothing came of the delivery.
    boolean isRefusal() {
        return status >= 400;
    }
}
