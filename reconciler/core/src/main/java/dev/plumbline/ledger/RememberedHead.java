package dev.plumbline.ledger;

import dev.plumbline.repository.Revision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.regex.Pattern;

/// The newest entry that this agent and the remote had in common, in a file outside Git: whoever
/// rewrites the ledger, in the remote or in the clone, does not reach it.
final class RememberedHead {
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");

    private final Path file;

    RememberedHead(Path file) {
        this.file = file;
    }

    Path file() {
        return file;
    }

    /// Empty before the first one, and when the file was deleted.
    ///
    /// @throws LedgerException when the file holds something else
    Optional<Revision> read() throws IOException {
        String text;
        try {
            text = Files.readString(file).strip();
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
        if (!COMMIT.matcher(text).matches()) {
            throw new LedgerException(
                    "%s should hold the id of a ledger commit and holds something else; check the ledger with `plumb audit`, then delete the file"
                            .formatted(file));
        }
        return Optional.of(new Revision(text));
    }

    void write(Revision head) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, head.commit() + "\n");
        Files.move(
                fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
