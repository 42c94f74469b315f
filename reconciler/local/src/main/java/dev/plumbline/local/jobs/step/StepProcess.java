package dev.plumbline.local.jobs.step;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The process of one attempt, started by this agent or found again.
public final class StepProcess {
    /// The start of a process is known to a hundredth of a second, and the clock may have been set
    /// meanwhile.
    private static final Duration CLOCK_SLACK = Duration.ofSeconds(2);

    private static final Duration POLL = Duration.ofMillis(200);

    private final Attempt attempt;
    private final ProcessHandle wrapper;

    private StepProcess(Attempt attempt, ProcessHandle wrapper) {
        this.attempt = attempt;
        this.wrapper = wrapper;
    }

    /// Starts a command.
    ///
    /// @param environment all of its environment variables; nothing is inherited
    public static StepProcess start(
            StepFolder folder, Attempt attempt, String command, Map<String, String> environment)
            throws IOException {
        attempt.open();
        ProcessBuilder builder = new ProcessBuilder(Wrapper.write(attempt, command, folder));
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().put(ProcessTree.MARK, attempt.folder().toString());
        builder.directory(folder.root().toFile());
        builder.redirectInput(Path.of("/dev/null").toFile());
        builder.redirectErrorStream(true);
        builder.redirectOutput(attempt.folder().resolve("wrapper.log").toFile());
        try {
            return new StepProcess(attempt, builder.start().toHandle());
        } catch (IOException e) {
            attempt.revoke();
            throw new IOException("no process could be started: " + e.getMessage(), e);
        }
    }

    /// Finds the process of an attempt that an earlier agent started. A process id that went to
    /// someone else meanwhile is told by its start, which is later than the file that names it, and
    /// by its arguments.
    public static Optional<StepProcess> find(Attempt attempt) throws IOException {
        Optional<ProcessHandle> handle =
                attempt.pid().flatMap(ProcessHandle::of).filter(Liveness::isRunning);
        if (handle.isEmpty()) {
            return Optional.empty();
        }
        Instant written = Files.getLastModifiedTime(attempt.folder().resolve("pid")).toInstant();
        ProcessHandle.Info info = handle.get().info();
        boolean startedBefore =
                info.startInstant()
                        .map(start -> !start.isAfter(written.plus(CLOCK_SLACK)))
                        .orElse(true);
        boolean sameArguments =
                info.arguments()
                        .map(arguments ->
                                Arrays.asList(arguments).contains(attempt.folder().toString()))
                        .orElse(true);
        return startedBefore && sameArguments
                ? handle.map(found -> new StepProcess(attempt, found))
                : Optional.empty();
    }

    /// Ends what is left of an attempt whose wrapper is gone.
    public static void endLeftovers(Attempt attempt, Duration grace)
            throws IOException, InterruptedException {
        new ProcessTree(Optional.empty(), attempt).end(grace);
    }

    /// Waits a little.
    ///
    /// @return whether the command has ended or its wrapper is gone
    public boolean hasEnded() throws IOException, InterruptedException {
        try {
            wrapper.onExit().get(POLL.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException _) {
            return attempt.exitCode().isPresent() || !Liveness.isRunning(wrapper);
        } catch (ExecutionException e) {
            throw new IOException("the process of the step cannot be waited for", e);
        }
    }

    /// Ends the command and all that it started.
    public void end(Duration grace) throws IOException, InterruptedException {
        attempt.revoke();
        new ProcessTree(Optional.of(wrapper), attempt).end(grace);
    }
}
