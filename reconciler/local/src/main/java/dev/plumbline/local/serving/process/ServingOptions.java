package dev.plumbline.local.serving.process;

import java.nio.file.Path;
import java.util.Optional;

/// How serving is run.
///
/// @param directory where its state lives: routes, control file, logs
/// @param port for scoring on the loopback; 0 takes a free one
/// @param owner the id of a process with whose end serving ends too; for demonstrations and tests
public record ServingOptions(Path directory, int port, Optional<Long> owner) {
    public static final int DEFAULT_PORT = 7071;

    public ServingOptions {
        directory = directory.toAbsolutePath().normalize();
    }

    public ServingOptions(Path directory, int port) {
        this(directory, port, Optional.empty());
    }
}
