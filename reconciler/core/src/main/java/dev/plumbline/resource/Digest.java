package dev.plumbline.resource;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// What something means, as `v1:` and 64 hexadecimal digits of SHA-256. The prefix is the version
/// of the way it is computed, so that digests made by an older Plumbline stay comparable with each
/// other.
///
/// Every resource of every plan has several of them, so they are kept as numbers.
public final class Digest {
    private static final int DIGITS = 64;
    private static final int DIGITS_OF_A_LONG = 16;
    private static final String VERSION = "v1";
    private static final HexFormat HEX = HexFormat.of();

    private final String version;
    private final long first;
    private final long second;
    private final long third;
    private final long fourth;

    /// @throws IllegalArgumentException when the text is no digest
    public Digest(String value) {
        if (!isForm(value)) {
            throw new IllegalArgumentException(
                    "\"" + value + "\" is no digest; it must be v<n>: and 64 hex digits");
        }
        int colon = value.length() - DIGITS - 1;
        String written = value.substring(0, colon);
        this.version = written.equals(VERSION) ? VERSION : written;
        this.first = part(value, 0);
        this.second = part(value, 1);
        this.third = part(value, 2);
        this.fourth = part(value, 3);
    }

    private Digest(ByteBuffer sha256) {
        this.version = VERSION;
        this.first = sha256.getLong();
        this.second = sha256.getLong();
        this.third = sha256.getLong();
        this.fourth = sha256.getLong();
    }

    private static long part(String value, int index) {
        int from = value.length() - DIGITS + index * DIGITS_OF_A_LONG;
        return HexFormat.fromHexDigitsToLong(value, from, from + DIGITS_OF_A_LONG);
    }

    /// `v[0-9]+:[0-9a-f]{64}`.
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
        return new Digest(ByteBuffer.wrap(sha256().digest(bytes)));
    }

    /// As text: `v1:` and the digits.
    public String value() {
        return version + ':' + hex();
    }

    private String hex() {
        return HEX.toHexDigits(first)
                + HEX.toHexDigits(second)
                + HEX.toHexDigits(third)
                + HEX.toHexDigits(fourth);
    }

    /// The first twelve digits, for people.
    public String shortForm() {
        return HEX.toHexDigits(first).substring(0, 12);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Digest digest
                && digest.first == first
                && digest.second == second
                && digest.third == third
                && digest.fourth == fourth
                && digest.version.equals(version);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(first);
    }

    @Override
    public String toString() {
        return value();
    }
}
