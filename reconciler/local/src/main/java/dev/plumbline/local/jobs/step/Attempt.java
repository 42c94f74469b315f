package dev.plumbline.local.jobs.step;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What the agent and the wrapper of one attempt tell each other, as files.
///
/// The command may run only for the wrapper that made the file `claim`. The wrapper makes it empty,
/// a recovering agent writes there that it is revoked; it is made once, so either the command runs
/// or it never will. The wrapper writes `pid` before it makes the claim and `exit_code` when the
/// command has ended, each in one write: who finds such a file empty came before it.
public record Attempt(Path folder) {
    /// What an attempt has come to, as far as files can tell.
    public enum State {
        /// The wrapper made no claim; now it never will.
        NEVER_STARTED,
        /// The command was started; whether it still runs is for the process to tell.
        STARTED,
        ENDED
    }

    /// Makes the attempt ready to start. One of this number can have been before only when a power
    /// cut took the agent's memory of it, and its processes too.
    void open() throws IOException {
        Files.createDirectories(folder);
        for (String file : List.of("claim", "pid", "exit_code")) {
            Files.deleteIfExists(folder.resolve(file));
        }
    }

    /// Finds out how far the attempt came, and makes sure that one which has not started never
    /// does.
    public State settle() throws IOException {
        if (exitCode().isPresent()) {
            return State.ENDED;
        }
        if (revoke()) {
            return State.NEVER_STARTED;
        }
        return exitCode().isPresent() ? State.ENDED : State.STARTED;
    }

    /// Sees to it that the wrapper does not begin any more.
    ///
    /// @return whether it has not begun
    boolean revoke() throws IOException {
        Path claim = folder.resolve("claim");
        try {
            Files.createDirectories(folder);
            Files.writeString(claim, "revoked\n", StandardOpenOption.CREATE_NEW);
            return true;
        } catch (FileAlreadyExistsException _) {
            return Files.size(claim) > 0;
        }
    }

    public OptionalInt exitCode() throws IOException {
        Optional<Long> code = number("exit_code");
        return code.isPresent() ? OptionalInt.of(code.get().intValue()) : OptionalInt.empty();
    }

    Optional<Long> pid() throws IOException {
        return number("pid");
    }

    // An empty file is as good as none: it is about to be written, or a power cut left it.
    private Optional<Long> number(String name) throws IOException {
        try {
            String text = Files.readString(folder.resolve(name), StandardCharsets.US_ASCII).strip();
            return text.matches("[0-9]{1,18}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }
}
