package dev.plumbline.webhooks.http;

import java.net.http.HttpRequest;

/// Puts credentials on a request.
@FunctionalInterface
public interface Authorizer {
    void authorize(HttpRequest.Builder request);
}
