package dev.plumbline.webhooks.gitlab;

import dev.plumbline.webhooks.forge.Secret;
import dev.plumbline.webhooks.receive.Delivery;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signatures after the specification "Standard Webhooks", as GitLab makes them with a signing
/// token: HMAC-SHA256 of id, moment and body, by a key that the token holds in Base64.
final class SignedHook {
    private static final String TOKEN = "whsec_";
    private static final Pattern SIGNATURES =
            Pattern.compile("v1,[A-Za-z0-9+/]{43}=( v1,[A-Za-z0-9+/]{43}=){0,4}");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private SignedHook() {}

    /// The key of a signing token; empty for any other secret.
    static Optional<byte[]> key(Secret secret) {
        if (!secret.reveal().startsWith(TOKEN)) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                            Base64.getDecoder().decode(secret.reveal().substring(TOKEN.length())))
                    .filter(key -> key.length > 0);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    static boolean hasForm(String signatures) {
        return SIGNATURES.matcher(signatures).matches();
    }

    static boolean isAuthentic(Delivery delivery, byte[] key, Instant now) {
        String id = delivery.header("webhook-id").orElse("");
        String moment = delivery.header("webhook-timestamp").orElse("");
        String signatures = delivery.header("webhook-signature").orElse("");
        if (id.isEmpty() || !isRecent(moment, now) || !hasForm(signatures)) {
            return false;
        }
        byte[] expected = signature(id + "." + moment + ".", delivery.body(), key);
        return Arrays.stream(signatures.split(" "))
                        .map(signature -> Base64.getDecoder().decode(signature.substring(3)))
                        .filter(given -> MessageDigest.isEqual(expected, given))
                        .count()
                > 0;
    }

    /// Whether a delivery may still come in: its id is remembered no longer.
    private static boolean isRecent(String moment, Instant now) {
        return SECONDS.matcher(moment).matches()
                && Duration.between(Instant.ofEpochSecond(Long.parseLong(moment)), now)
                                .abs()
                                .compareTo(TOLERANCE)
                        <= 0;
    }

    private static byte[] signature(String before, byte[] body, byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(before.getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
