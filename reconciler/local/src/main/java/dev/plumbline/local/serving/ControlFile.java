package dev.plumbline.local.serving;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Where the serving process is found, and the secret that steers it. Kept as `control.json`,
/// readable by its owner only.
///
/// @param startedAtMillis when the process began, so that a process that got the same pid later is
///   not taken for it
/// @param port where scoring is answered
/// @param controlPort where it is steered
public record ControlFile(
        long pid, long startedAtMillis, int port, int controlPort, String secret, String version) {
    private static final String FILE = "control.json";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// The kernel counts a start in ticks and from a boot time that clock corrections move.
    private static final Duration START_TOLERANCE = Duration.ofSeconds(2);

    /// For the running process itself.
    public static ControlFile ofThisProcess(
            int port, int controlPort, String secret, String version) {
        ProcessHandle self = ProcessHandle.current();
        return new ControlFile(
                self.pid(), startOf(self).toEpochMilli(), port, controlPort, secret, version);
    }

    /// The process that it names, when that is still the same one.
    public Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::startedAsWritten);
    }

    private boolean startedAsWritten(ProcessHandle handle) {
        Duration apart = Duration.between(Instant.ofEpochMilli(startedAtMillis), startOf(handle));
        return apart.abs().compareTo(START_TOLERANCE) <= 0;
    }

    private static Instant startOf(ProcessHandle handle) {
        return handle.info().startInstant().orElse(Instant.EPOCH);
    }

    /// Empty when there is none, or none that can be understood: then whoever wrote it is not found
    /// through it.
    public static Optional<ControlFile> read(Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(Files.readAllBytes(file), ControlFile.class));
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    public void write(Path directory) throws IOException {
        PrivateFile.write(directory.resolve(FILE), JSON.writeValueAsBytes(this));
    }

    public static void delete(Path directory) throws IOException {
        Files.deleteIfExists(directory.resolve(FILE));
    }

    /// Without the secret.
    @Override
    public String toString() {
        return "ControlFile[pid=" + pid + ", port=" + port + ", version=" + version + "]";
    }
}
