package dev.plumbline.local.environments;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// A program that is run to its end, with no input and its output given line by line. It is ended,
/// with everything that it started, when time is up or the caller is interrupted.
///
/// @param variables all environment variables; nothing is inherited
/// @param folder where it runs
record Program(List<String> command, Map<String, String> variables, Path folder) {
    private static final int DRAIN_SECONDS = 5;

    /// Takes each line of output; one that fails ends the program.
    interface Lines {
        void take(String line) throws IOException;
    }

    Program {
        command = List.copyOf(command);
        variables = Map.copyOf(variables);
    }

    /// Runs the program and gives its exit code.
    ///
    /// @param started is told the process before it is waited for
    int run(Duration limit, Lines lines, Consumer<ProcessHandle> started)
            throws IOException, InterruptedException, TimeoutException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(variables);
        Process process = builder.start();
        try {
            started.accept(process.toHandle());
            process.getOutputStream().close();
            FutureTask<Void> reading = read(process, lines);
            if (!process.waitFor(limit)) {
                throw new TimeoutException();
            }
            finish(reading);
            return process.exitValue();
        } finally {
            if (process.isAlive()) {
                endTree(process.toHandle());
            }
        }
    }

    /// The output of a short program; empty when it fails, hangs or does not start.
    Optional<List<String>> output(Duration limit) throws InterruptedException {
        List<String> lines = new ArrayList<>();
        try {
            return run(limit, lines::add, _ -> {}) == 0
                    ? Optional.of(List.copyOf(lines))
                    : Optional.empty();
        } catch (IOException | TimeoutException _) {
            return Optional.empty();
        }
    }

    /// Ends a process and its descendants, and waits until it is gone.
    static void endTree(ProcessHandle process) {
        List<ProcessHandle> descendants = process.descendants().toList();
        process.destroyForcibly();
        descendants.forEach(ProcessHandle::destroyForcibly);
        descendants.forEach(Program::awaitEnd);
        awaitEnd(process);
    }

    private static void awaitEnd(ProcessHandle process) {
        process.onExit().completeOnTimeout(process, DRAIN_SECONDS, TimeUnit.SECONDS).join();
    }

    private static FutureTask<Void> read(Process process, Lines lines) {
        FutureTask<Void> reading =
                new FutureTask<>(() -> {
                    try (BufferedReader reader = process.inputReader()) {
                        for (String line = reader.readLine();
                                line != null;
                                line = reader.readLine()) {
                            lines.take(line);
                        }
                    } catch (IOException e) {
                        endTree(process.toHandle());
                        throw e;
                    }
                    return null;
                });
        Thread.ofPlatform().daemon().name("output of " + process.pid()).start(reading);
        return reading;
    }

    /// Waits for the last lines, but not for a process in the background that inherited the pipe.
    private static void finish(FutureTask<Void> reading) throws IOException, InterruptedException {
        try {
            reading.get(DRAIN_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException _) {
            reading.cancel(true);
        } catch (ExecutionException e) {
            throw new IOException("output could not be kept: " + e.getCause(), e.getCause());
        }
    }
}
