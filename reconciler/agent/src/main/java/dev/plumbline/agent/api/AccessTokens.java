package dev.plumbline.agent.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The tokens that the agent knows, as hashes: nothing that it holds lets anyone in.
public record AccessTokens(List<Entry> entries) {
    private static final Pattern HASH = Pattern.compile("(sha256:)?[0-9a-fA-F]{64}");

    public AccessTokens {
        entries = List.copyOf(entries);
    }

    /// A token and whose it is.
    ///
    /// @param hash SHA-256 in lower-case hexadecimal digits
    record Entry(String hash, Caller caller) {}

    /// The agent's own token alone.
    ///
    /// @param operator who runs the agent: whoever may read the token's file
    public static AccessTokens ofAgent(String token, Caller operator) {
        return new AccessTokens(List.of(new Entry(sha256(token), operator)));
    }

    /// The same with one more.
    ///
    /// @param hash `sha256:` and 64 hexadecimal digits
    /// @throws IllegalArgumentException when it is no hash; the message does not repeat it
    public AccessTokens with(String hash, Caller caller) {
        if (!HASH.matcher(hash).matches()) {
            throw new IllegalArgumentException(
                    "the hash of access token \"%s\" is no SHA-256 in hexadecimal; write what `printf %%s \"$TOKEN\" | sha256sum` prints"
                            .formatted(caller.name()));
        }
        String digits = hash.substring(hash.length() - 64).toLowerCase(Locale.ROOT);
        return new AccessTokens(
                Stream.concat(entries.stream(), Stream.of(new Entry(digits, caller))).toList());
    }

    /// Whose a token is. Takes as long for any text: every hash is compared whole.
    public Optional<Caller> caller(String token) {
        byte[] hash = ascii(sha256(token));
        Optional<Caller> found = Optional.empty();
        for (Entry entry : entries) {
            if (MessageDigest.isEqual(hash, ascii(entry.hash())) && found.isEmpty()) {
                found = Optional.of(entry.caller());
            }
        }
        return found;
    }

    private static byte[] ascii(String digits) {
        return digits.getBytes(StandardCharsets.US_ASCII);
    }

    private static String sha256(String token) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
