package dev.plumbline.agent.cli.world;

import dev.plumbline.agent.cli.progress.Progress;
import dev.plumbline.agent.cli.progress.SpinningLine;
import dev.plumbline.agent.cli.text.Ink;
import java.io.Console;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// What a command has around it: the process's own, or a test's.
///
/// @param directory where relative paths begin
/// @param terminal whether a person watches
public record World(
        Map<String, String> environment,
        Path directory,
        InputStream in,
        PrintWriter out,
        PrintWriter err,
        boolean terminal,
        InstantSource clock) {
    private static final int USUAL_WIDTH = 80;

    public World {
        environment = Map.copyOf(environment);
    }

    public static World ofProcess() {
        return new World(
                System.getenv(),
                // The launcher may be called from anywhere, and the JVM keeps the caller's folder.
                Path.of("").toAbsolutePath(),
                System.in,
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent(),
                InstantSource.system());
    }

    /// Coloured only for a person, and not for one who asked for none (no-color.org).
    public Ink ink() {
        boolean wanted = variable("NO_COLOR").isEmpty() && !variable("TERM").equals("dumb");
        return terminal && wanted ? Ink.COLOURED : Ink.PLAIN;
    }

    /// Tells long work on standard error while a person watches.
    public Progress progress() {
        if (!terminal) {
            return Progress.silent();
        }
        String columns = variable("COLUMNS");
        int width = columns.matches("[1-9]\\d{1,3}") ? Integer.parseInt(columns) : USUAL_WIDTH;
        return new SpinningLine(err, width, clock);
    }

    /// A variable of the environment; empty when it is not set.
    public String variable(String name) {
        return environment.getOrDefault(name, "");
    }

    public Instant now() {
        return clock.instant();
    }

    /// Who sits here, for records of what was asked: the account's name.
    public String user() {
        String name = variable("USER");
        return name.isBlank() ? System.getProperty("user.name", "unknown") : name;
    }

    /// A path that the user named.
    public Path resolve(Path path) {
        return directory.resolve(path).normalize();
    }
}
