package dev.plumbline.local.serving.process;

import dev.plumbline.local.serving.server.ServingMain;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Starts a serving process that has no terminal and no process group in common with this one, so
/// that Ctrl-C here does not reach it. It gets this process's class path and little of its
/// environment: an agent's tokens are none of its business.
record Launch(ServingOptions options) {
    private static final long MAX_LOG_BYTES = 10L << 20;
    private static final int SHOWN_LOG_LINES = 15;
    private static final Set<String> INHERITED =
            Set.of(
                    "PATH",
                    "HOME",
                    "LANG",
                    "LC_ALL",
                    "TZ",
                    "TMPDIR",
                    "TEMP",
                    "TMP",
                    "LD_LIBRARY_PATH",
                    "SystemRoot");

    Process start() throws IOException {
        rotateLog();
        ProcessBuilder builder = new ProcessBuilder(command());
        builder.directory(options.directory().toFile());
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.redirectInput(ProcessBuilder.Redirect.from(nothing()));
        Map<String, String> environment = builder.environment();
        environment.keySet().retainAll(INHERITED);
        // Not as an argument: class paths are long, and ONNX Runtime has crashed on long command
        // lines.
        environment.put("CLASSPATH", classPath());
        return builder.start();
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(detached());
        command.add(ProcessHandle.current().info().command().orElseGet(Launch::javaOfThisHome));
        command.addAll(
                List.of(
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-XX:+ExitOnOutOfMemoryError",
                        "--enable-native-access=ALL-UNNAMED",
                        ServingMain.class.getName(),
                        options.directory().toString(),
                        Integer.toString(options.port())));
        options.owner().ifPresent(owner -> command.add(owner.toString()));
        return command;
    }

    /// With setsid a session of its own; else a shell that has the signals of the terminal ignored,
    /// which programs inherit.
    private static List<String> detached() {
        if (isOnPath("setsid")) {
            return List.of("setsid");
        }
        return isOnPath("sh")
                ? List.of("sh", "-c", "trap '' HUP INT QUIT; exec \"$@\"", "serving")
                : List.of();
    }

    private static boolean isOnPath(String program) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Arrays.stream(path.split(File.pathSeparator))
                .anyMatch(folder ->
                        !folder.isEmpty() && Files.isExecutable(Path.of(folder, program)));
    }

    private static String javaOfThisHome() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static File nothing() {
        return new File(File.separatorChar == '/' ? "/dev/null" : "NUL");
    }

    /// Absolute, because the process runs in another folder.
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private Path log() {
        return options.directory().resolve("serving.log");
    }

    private void rotateLog() throws IOException {
        if (Files.exists(log()) && Files.size(log()) > MAX_LOG_BYTES) {
            Files.move(
                    log(),
                    log().resolveSibling("serving.1.log"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /// The end of the process's log, for messages.
    String lastLines() {
        try (Stream<String> lines = Files.lines(log())) {
            List<String> all = lines.toList();
            return String.join(
                    "\n", all.subList(Math.max(0, all.size() - SHOWN_LOG_LINES), all.size()));
        } catch (IOException | java.io.UncheckedIOException e) {
            return "(" + log() + " cannot be read: " + e + ")";
        }
    }
}
