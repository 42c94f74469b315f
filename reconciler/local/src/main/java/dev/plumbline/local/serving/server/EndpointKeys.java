package dev.plumbline.local.serving.server;

import dev.plumbline.local.serving.Routes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/// The two keys of an endpoint. Comparing takes the same time wherever a wrong key begins to
/// differ.
final class EndpointKeys {
    private static final String SCHEME = "Bearer ";

    private final byte[] primary;
    private final byte[] secondary;

    EndpointKeys(Routes.Endpoint endpoint) {
        this.primary = endpoint.primaryKey().getBytes(StandardCharsets.UTF_8);
        this.secondary = endpoint.secondaryKey().getBytes(StandardCharsets.UTF_8);
    }

    /// Whether an Authorization header carries one of the keys.
    boolean admits(@Nullable String authorization) {
        if (authorization == null
                || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return false;
        }
        byte[] given =
                authorization.substring(SCHEME.length()).trim().getBytes(StandardCharsets.UTF_8);
        boolean isPrimary = MessageDigest.isEqual(given, primary);
        boolean isSecondary = MessageDigest.isEqual(given, secondary);
        return isPrimary || isSecondary;
    }
}
