package dev.plumbline.local.serving.process;

import dev.plumbline.local.serving.ControlFile;
import dev.plumbline.local.serving.Routes;
import dev.plumbline.local.serving.ServingStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The serving process as the platform holds it. Closing lets go of it and leaves it running; a
/// process that dies while it is held is started again and takes its state from the directory.
///
/// A process of another version of Plumbline is used as it is; [#version()] tells.
public final class ServingProcess implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServingProcess.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /// A process that has lived this long was healthy: its death begins a new series of pauses.
    private static final Duration HEALTHY_LIFE = Duration.ofMinutes(1);

    private final ServingOptions options;
    private final ControlClient client = new ControlClient();
    private final Starter starter;
    private volatile ControlFile control;
    private volatile boolean letGo;

    private ServingProcess(ServingOptions options) throws IOException {
        this.options = options;
        this.starter = new Starter(options, client);
        try {
            this.control = starter.findOrStart();
        } catch (IOException | RuntimeException e) {
            client.close();
            throw e;
        }
    }

    /// Finds the living serving process of the directory or starts one; returns when it answers.
    ///
    /// @throws IOException when it cannot be started, for example because the port is in use
    public static ServingProcess start(ServingOptions options) throws IOException {
        ServingProcess process = new ServingProcess(options);
        process.watch(FIRST_PAUSE);
        return process;
    }

    /// The port that scoring is answered on.
    public int port() {
        return control.port();
    }

    public long pid() {
        return control.pid();
    }

    /// The version of Plumbline that the process runs.
    public String version() {
        return control.version();
    }

    /// Makes these the routes. On return they are on disk and the process follows them; how far it
    /// is, [#status()] tells.
    ///
    /// @throws IOException when they cannot be written, or the process neither takes them nor can
    ///   be started again
    public synchronized void apply(Routes routes) throws IOException {
        if (letGo) {
            throw new IOException("serving was let go of");
        }
        routes.write(options.directory());
        ControlFile told = control;
        try {
            client.reload(told);
        } catch (IOException e) {
            if (told.process().isPresent()) {
                throw e;
            }
            // It died. The one that takes its place reads the routes when it starts.
            control = starter.findOrStart();
            client.reload(control);
        }
    }

    /// @throws IOException when the process does not answer
    public ServingStatus status() throws IOException {
        return client.status(control);
    }

    /// Ends the process, and this hold on it.
    public synchronized void stop() throws IOException {
        letGo = true;
        try (StartLock _ = StartLock.take(options.directory())) {
            starter.end(control);
        } finally {
            client.close();
        }
    }

    /// Lets go of the process, which goes on.
    @Override
    public void close() {
        letGo = true;
        client.close();
    }

    private void watch(Duration pause) {
        long since = System.nanoTime();
        var _ =
                control.process()
                        .map(ProcessHandle::onExit)
                        .orElseGet(() -> CompletableFuture.completedFuture(null))
                        .thenRunAsync(
                                () -> {
                                    boolean wasHealthy =
                                            System.nanoTime() - since > HEALTHY_LIFE.toNanos();
                                    restart(wasHealthy ? FIRST_PAUSE : pause);
                                },
                                task -> Thread.ofVirtual().name("serving-watch").start(task));
    }

    private void restart(Duration pause) {
        if (letGo) {
            return;
        }
        LOG.warn(
                "the serving process {} ended; it is started again in {} ms",
                control.pid(),
                pause.toMillis());
        Duration next =
                pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
                        ? pause.multipliedBy(2)
                        : LONGEST_PAUSE;
        CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() ->
                        Thread.ofVirtual().name("serving-restart").start(() -> startAgain(next)));
    }

    private synchronized void startAgain(Duration next) {
        if (letGo) {
            return;
        }
        try {
            control = starter.findOrStart();
            watch(next);
        } catch (IOException e) {
            LOG.error("serving is down: {}", e.getMessage());
            restart(next);
        }
    }
}
