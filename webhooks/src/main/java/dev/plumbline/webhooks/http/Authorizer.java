package dev.plumbline.webhooks.http;

import java.net.http.HttpRequest;

/// Puts credentials on a request.
@FunctionalInterface
public interface Authorizer {
    void authorize(HttpRequest.Builder request);

    /// Whether a request that was refused with status 401 may be tried once more, authorized anew.
    ///
    /// @param refused as it was sent
    default boolean renew(HttpRequest refused) {
        return false;
    }
}
