package dev.plumbline.local.environments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// What one build works with: its place, its log, its time, and the programs that it runs.
final class Workbench {
    private static final List<String> MISLEADING =
            List.of(
                    "PYTHONHOME",
                    "PYTHONPATH",
                    "PIP_TARGET",
                    "PIP_PREFIX",
                    "PIP_ROOT",
                    "PIP_USER",
                    "VIRTUAL_ENV");
    private static final String LIST_PACKAGES =
            """
            import importlib.metadata, platform
            print("python==" + platform.python_version())
            for each in importlib.metadata.distributions():
                name = each.metadata["Name"]
                if name:
                    print(name + "==" + each.version)
            """;

    private final CacheEntry entry;
    private final EnvironmentOptions options;
    private final BuildLog log;
    private final Consumer<String> progress;
    private final long deadline;

    Workbench(
            CacheEntry entry, EnvironmentOptions options, BuildLog log, Consumer<String> progress) {
        this.entry = entry;
        this.options = options;
        this.log = log;
        this.progress = progress;
        this.deadline = System.nanoTime() + options.timeout().toNanos();
    }

    /// Where the environment is made.
    Path root() {
        return entry.root();
    }

    Path python() {
        return entry.root().resolve("bin").resolve("python");
    }

    void progress(String line) {
        progress.accept(line);
    }

    /// Writes an input of a program; it goes away with the build.
    Path input(String suffix, String text) throws IOException {
        return Files.writeString(entry.building(suffix), text);
    }

    /// Runs a program that must succeed, with a few more environment variables.
    void run(List<String> command, Map<String, String> more)
            throws IOException, InterruptedException {
        run(command, more, line -> ProgressLines.of(line).ifPresent(progress));
    }

    /// What is installed: a line for Python, then a line for each package in order of its normal
    /// name.
    List<String> installed() throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>();
        run(List.of(python().toString(), "-I", "-c", LIST_PACKAGES), Map.of(), lines::add);
        TreeSet<String> packages = new TreeSet<>();
        for (String line : lines.subList(1, lines.size())) {
            int name = line.indexOf("==");
            packages.add(
                    PipRequirements.normalName(line.substring(0, name)) + line.substring(name));
        }
        return Stream.concat(Stream.of(lines.getFirst()), packages.stream()).toList();
    }

    private void run(List<String> command, Map<String, String> more, Consumer<String> lines)
            throws IOException, InterruptedException {
        log.line("$ " + String.join(" ", command));
        Program program = new Program(command, variables(more), entry.cache().resolve("building"));
        Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
        try {
            int exit =
                    program.run(
                            left,
                            line -> {
                                log.line(line);
                                lines.accept(line);
                            },
                            process -> LeftOver.note(entry, process));
            if (exit != 0) {
                throw new EnvironmentException(
                        "the environment could not be built: %s; the whole log is in %s"
                                .formatted(FailureReason.of(log.last()), entry.failedLog()));
            }
        } catch (TimeoutException e) {
            throw new EnvironmentException(
                    "the environment could not be built within %s; the log in %s shows how far it came"
                            .formatted(options.timeout(), entry.failedLog()),
                    e);
        }
    }

    /// The user's own variables, without those that would lead Python or pip elsewhere, and nothing
    /// that asks.
    private Map<String, String> variables(Map<String, String> more) {
        Map<String, String> variables = new HashMap<>(options.variables());
        MISLEADING.forEach(variables::remove);
        variables.put("PIP_DISABLE_PIP_VERSION_CHECK", "1");
        variables.put("PIP_NO_INPUT", "1");
        variables.put("PIP_PROGRESS_BAR", "off");
        variables.put("PYTHONUNBUFFERED", "1");
        variables.put("PYTHONIOENCODING", "utf-8");
        variables.put("GIT_TERMINAL_PROMPT", "0");
        variables.put("NO_COLOR", "1");
        variables.putAll(more);
        return variables;
    }
}
