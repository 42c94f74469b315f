package dev.plumbline.local.serving.process;

import dev.plumbline.local.serving.ControlFile;
import dev.plumbline.local.serving.server.ServingMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds the living serving process of a directory, or starts one and waits until it answers.
record Starter(ServingOptions options, ControlClient client) {
    private static final Logger LOG = LoggerFactory.getLogger(Starter.class);
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
    private static final long LOOK_AGAIN_MILLIS = 50;

    /// @throws IOException when none can be started; the message says why and what to do
    ControlFile findOrStart() throws IOException {
        Files.createDirectories(options.directory());
        try (StartLock _ = StartLock.take(options.directory())) {
            Optional<ControlFile> found = find();
            if (found.isPresent() && isOnWantedPort(found.get())) {
                return found.get();
            }
            if (found.isPresent()) {
                LOG.info("serving moves from port {} to {}", found.get().port(), options.port());
                end(found.get());
            }
            return start();
        }
    }

    /// A process that is alive, is the one that wrote the control file, and answers to its secret.
    Optional<ControlFile> find() throws IOException {
        Optional<ControlFile> written = ControlFile.read(options.directory());
        return written.filter(control -> control.process().isPresent()).filter(this::answers);
    }

    private boolean answers(ControlFile control) {
        try {
            client.status(control);
            return true;
        } catch (IOException e) {
            LOG.warn("the serving process {} does not answer: {}", control.pid(), e.toString());
            return false;
        }
    }

    private boolean isOnWantedPort(ControlFile found) {
        return options.port() == 0 || options.port() == found.port();
    }

    private ControlFile start() throws IOException {
        Launch launch = new Launch(options);
        Process process = launch.start();
        long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
        while (System.nanoTime() - deadline < 0) {
            boolean ended = ended(process);
            // One that another starter's process won over is found here too: it holds the
            // directory.
            Optional<ControlFile> found = find();
            if (found.isPresent()) {
                return found.get();
            }
            if (ended && process.exitValue() != ServingMain.EXIT_DIRECTORY_IN_USE) {
                throw new IOException(whyEnded(process.exitValue(), launch));
            }
        }
        process.destroyForcibly();
        throw new IOException(
                "the serving process did not answer within %d s; its log %s ends with:\n%s"
                        .formatted(START_TIMEOUT.toSeconds(), logFile(), launch.lastLines()));
    }

    private static boolean ended(Process process) throws IOException {
        try {
            return process.waitFor(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the serving process started", e);
        }
    }

    private String whyEnded(int status, Launch launch) {
        return switch (status) {
            case ServingMain.EXIT_PORT_IN_USE ->
                    "port %d is in use; end what listens there or pass --serving-port"
                            .formatted(options.port());
            default ->
                    "the serving process ended with status %d; its log %s ends with:\n%s"
                            .formatted(status, logFile(), launch.lastLines());
        };
    }

    private Path logFile() {
        return options.directory().resolve("serving.log");
    }

    /// Asks it to stop and waits; one that does not is killed.
    void end(ControlFile control) throws IOException {
        Optional<ProcessHandle> process = control.process();
        if (process.isEmpty()) {
            return;
        }
        try {
            client.stop(control);
            process.get().onExit().get(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the serving process stopped", e);
        } catch (IOException
                | java.util.concurrent.ExecutionException
                | java.util.concurrent.TimeoutException e) {
            LOG.warn(
                    "the serving process {} does not stop when asked, so it is killed: {}",
                    control.pid(),
                    e.toString());
            process.get().destroyForcibly();
            process.get().onExit().join();
        }
    }
}
