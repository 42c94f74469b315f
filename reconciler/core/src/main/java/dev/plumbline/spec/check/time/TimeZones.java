package dev.plumbline.spec.check.time;

import dev.plumbline.spec.problem.Nearest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The names of time zones: those of Windows, which Azure ML documents, and those of the IANA
/// database.
final class TimeZones {
    private static final List<String> WINDOWS = load();

    private TimeZones() {}

    static boolean isKnown(String name) {
        return WINDOWS.stream().anyMatch(name::equalsIgnoreCase)
                || ZoneId.getAvailableZoneIds().contains(name);
    }

    static Optional<String> nearest(String name) {
        return Nearest.to(
                name,
                Stream.concat(WINDOWS.stream(), ZoneId.getAvailableZoneIds().stream()).toList());
    }

    private static List<String> load() {
        try (InputStream stream =
                TimeZones.class.getResourceAsStream("/dev/plumbline/spec/windows-time-zones.txt")) {
            if (stream == null) {
                throw new IllegalStateException("windows-time-zones.txt is missing");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
