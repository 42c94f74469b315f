package dev.plumbline.resource;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// What something means, as `v1:` and 64 hexadecimal digits of SHA-256. The prefix is the version
/// of the way it is computed, so that digests made by an older Plumbline stay comparable with each
/// other.
public record Digest(String value) {
    private static final int DIGITS = 64;

    public Digest {
        if (!isForm(value)) {
            throw new IllegalArgumentException(
                    "\"" + value + "\" is no digest; it must be v<n>: and 64 hex digits");
        }
    }

    /// `v[0-9]+:[0-9a-f]{64}`; every resource of every plan has several of them.
    private static boolean isForm(String value) {
        int colon = value.length() - DIGITS - 1;
        if (colon < 2 || value.charAt(0) != 'v' || value.charAt(colon) != ':') {
            return false;
        }
        for (int i = 1; i < value.length(); i++) {
            char digit = value.charAt(i);
            boolean fits =
                    digit >= '0' && digit <= '9'
                            || i == colon
                            || i > colon && digit >= 'a' && digit <= 'f';
            if (!fits) {
                return false;
            }
        }
        return true;
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
