package dev.plumbline.agent.api;

import java.nio.file.Path;
import java.util.Map;

/// Where an agent keeps its data unless told otherwise.
public final class DataDirectory {
    private DataDirectory() {}

    /// PLUMB_DATA, else `plumbline` in the user's data folder (XDG Base Directory Specification).
    public static Path standard(Map<String, String> environment) {
        String named = environment.getOrDefault("PLUMB_DATA", "");
        if (!named.isBlank()) {
            return Path.of(named);
        }
        String base = environment.getOrDefault("XDG_DATA_HOME", "");
        return base.isBlank()
                ? Path.of(System.getProperty("user.home"), ".local", "share", "plumbline")
                : Path.of(base, "plumbline");
    }
}
