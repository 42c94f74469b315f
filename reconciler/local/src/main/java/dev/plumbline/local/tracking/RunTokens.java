package dev.plumbline.local.tracking;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The tokens that steps log with, one per run of a job. A token names its run and is signed, so
/// that nothing about it needs to be kept; it lets in as long as the run goes on.
public final class RunTokens {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final Pattern TOKEN =
            Pattern.compile("plumbline-run\\.([0-9a-f]{32})\\.([\\w-]+)");

    private final SecretKeySpec key;

    RunTokens(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /// The tokens of a data directory, which stay the same when the agent starts again.
    ///
    /// @param file holds the key; it is made, for its owner alone, when it is not there
    /// @throws IOException when it can be neither read nor made
    public static RunTokens in(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        try {
            Path _ =
                    Files.createFile(
                            file,
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException _) {
            byte[] kept = Files.readAllBytes(file);
            if (kept.length == KEY_BYTES) {
                return new RunTokens(kept);
            }
        }
        byte[] fresh = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(fresh);
        Files.write(file, fresh);
        return new RunTokens(fresh);
    }

    /// The token of a tracked run and of all that its scripts make.
    ///
    /// @param tree the tracked run of the job
    public String token(String tree) {
        return "plumbline-run." + tree + "." + signature(tree);
    }

    /// The tracked run that a token is for; empty when it is none of ours.
    public Optional<String> tree(String token) {
        Matcher matcher = TOKEN.matcher(token);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String tree = matcher.group(1);
        return MessageDigest.isEqual(ascii(matcher.group(2)), ascii(signature(tree)))
                ? Optional.of(tree)
                : Optional.empty();
    }

    private String signature(String tree) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(ascii(tree)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
