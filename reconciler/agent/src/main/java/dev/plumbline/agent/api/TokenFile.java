package dev.plumbline.agent.api;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The token that lets commands change things: `token` in the data directory, readable by its owner
/// alone.
public final class TokenFile {
    private static final Pattern TOKEN = Pattern.compile("plumb_[A-Za-z0-9_-]{43}");
    private static final Set<PosixFilePermission> OWNER_ONLY =
            PosixFilePermissions.fromString("rw-------");
    private static final int RANDOM_BYTES = 32;
    private static final int MOST_BYTES = 200;

    private TokenFile() {}

    /// The data directory's token; made when there is none, or when what is there is no token. The
    /// caller holds the data directory's lock, so that no two agents make one at once.
    ///
    /// @throws IOException when the directory cannot be read or written
    public static String ensure(Path data) throws IOException {
        Optional<String> present = read(data);
        if (present.isPresent()) {
            restrict(data.resolve("token"));
            return present.get();
        }
        Files.createDirectories(data);
        String token = random();
        Path fresh = Files.createTempFile(data, "token", ".new", attributes(data));
        Files.writeString(fresh, token + "\n");
        Files.move(fresh, data.resolve("token"), StandardCopyOption.ATOMIC_MOVE);
        return token;
    }

    /// The token in a data directory; empty when there is none. Only what looks like a token is
    /// one, so that no other file's content is ever sent anywhere.
    ///
    /// @throws IOException when the file is there and cannot be read
    public static Optional<String> read(Path data) throws IOException {
        try (var file = Files.newInputStream(data.resolve("token"))) {
            String text = new String(file.readNBytes(MOST_BYTES), StandardCharsets.UTF_8).strip();
            return TOKEN.matcher(text).matches() ? Optional.of(text) : Optional.empty();
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    private static String random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return "plumb_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static FileAttribute<?>[] attributes(Path directory) {
        return isPosix(directory)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
    }

    private static void restrict(Path file) throws IOException {
        if (isPosix(file)) {
            Files.setPosixFilePermissions(file, OWNER_ONLY);
        }
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
