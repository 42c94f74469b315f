package dev.plumbline.local.jobs.step;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.OptionalInt;

/// What the agent and the wrapper of one attempt tell each other, as files.
///
/// The command may run only for who renamed `ticket`. The wrapper renames it to `taken`, a
/// recovering agent to `revoked`; a rename happens once, so either the command runs or it never
/// will. The wrapper writes `pid` before it takes the ticket and `exit_code` when the command has
/// ended, each whole or not at all.
public record Attempt(Path folder) {
    /// What an attempt has come to, as far as files can tell.
    public enum State {
        /// The ticket was never written or never taken; now it never will be.
        NEVER_STARTED,
        /// The command was started; whether it still runs is for the process to tell.
        STARTED,
        ENDED
    }

    /// Makes the attempt ready to start.
    void open() throws IOException {
        Files.createDirectories(folder);
        Files.createFile(folder.resolve("ticket"));
    }

    /// Finds out how far the attempt came, and makes sure that one which has not started never
    /// does.
    public State settle() throws IOException {
        if (exitCode().isPresent()) {
            return State.ENDED;
        }
        revoke();
        if (!Files.exists(folder.resolve("taken"))) {
            return State.NEVER_STARTED;
        }
        return exitCode().isPresent() ? State.ENDED : State.STARTED;
    }

    /// Takes the ticket away, if it is still there.
    ///
    /// @return whether this call took it
    boolean revoke() throws IOException {
        try {
            Files.move(
                    folder.resolve("ticket"),
                    folder.resolve("revoked"),
                    StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (NoSuchFileException _) {
            return false;
        }
    }

    public OptionalInt exitCode() throws IOException {
        Optional<Long> code = number("exit_code");
        return code.isPresent() ? OptionalInt.of(code.get().intValue()) : OptionalInt.empty();
    }

    Optional<Long> pid() throws IOException {
        return number("pid");
    }

    // A power cut can leave an empty file behind: that is as good as none.
    private Optional<Long> number(String name) throws IOException {
        try {
            String text = Files.readString(folder.resolve(name), StandardCharsets.US_ASCII).strip();
            return text.matches("[0-9]{1,18}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }
}
