package dev.plumbline.resource;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// What something means, as `v1:` and 64 hexadecimal digits of SHA-256. The prefix is the version
/// of the way it is computed, so that digests made by an older Plumbline stay comparable with each
/// other.
public record Digest(String value) {
    private static final Pattern FORM = Pattern.compile("v[0-9]+:[0-9a-f]{64}");

    public Digest {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "\"" + value + "\" is no digest; it must be v<n>: and 64 hex digits");
        }
    }

    public static Digest ofText(String text) {
        return ofBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    public static Digest ofBytes(byte[] bytes) {
        return new Digest("v1:" + HexFormat.of().formatHex(sha256().digest(bytes)));
    }

    /// The first twelve digits, for people.
    public String shortForm() {
        String hex = value.substring(value.indexOf(':') + 1);
        return hex.substring(0, 12);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
