package dev.plumbline.local.environments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The note of which process builds an environment, so that one that outlives a killed agent is
/// ended before its half build is removed under it. A process is known by its id and the moment of
/// its start, because ids are used again.
final class LeftOver {
    private static final Logger LOG = LoggerFactory.getLogger(LeftOver.class);

    private LeftOver() {}

    static void note(CacheEntry entry, ProcessHandle process) {
        try {
            Files.writeString(file(entry), identity(process));
        } catch (IOException e) {
            LOG.warn(
                    "the process of a build could not be noted in {}: {}",
                    file(entry),
                    e.toString());
        }
    }

    /// Ends the noted process where it still runs. The caller holds the build's lock.
    static void end(CacheEntry entry) throws IOException {
        if (!Files.exists(file(entry))) {
            return;
        }
        String noted = Files.readString(file(entry));
        Optional<ProcessHandle> process = pid(noted).flatMap(ProcessHandle::of);
        if (process.isPresent() && identity(process.get()).equals(noted)) {
            Program.endTree(process.get());
        }
        forget(entry);
    }

    static void forget(CacheEntry entry) throws IOException {
        Files.deleteIfExists(file(entry));
    }

    private static Path file(CacheEntry entry) {
        return entry.building(".process");
    }

    private static String identity(ProcessHandle process) {
        return process.pid() + " " + process.info().startInstant().map(Object::toString).orElse("");
    }

    private static Optional<Long> pid(String noted) {
        String digits = noted.split(" ", 2)[0];
        return digits.matches("\\d{1,18}") ? Optional.of(Long.valueOf(digits)) : Optional.empty();
    }
}
