package dev.plumbline.local;

import dev.plumbline.local.endpoints.Serving;
import dev.plumbline.local.serving.Routes;
import dev.plumbline.local.serving.ServingStatus;
import dev.plumbline.local.serving.process.ServingOptions;
import dev.plumbline.local.serving.process.ServingProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The serving process, started in the background when there is something to serve, since nobody
/// may wait for it. A process that was left by the agent before is found again.
final class BackgroundServing implements Serving, AutoCloseable {
    private final ServingOptions options;
    private Optional<ServingProcess> process = Optional.empty();
    private Optional<String> failure = Optional.empty();
    private boolean starting;
    private boolean closed;
    private boolean ending;

    BackgroundServing(ServingOptions options) {
        this.options = options;
    }

    @Override
    public void apply(Routes routes) throws IOException {
        Optional<ServingProcess> running = running();
        if (running.isPresent()) {
            running.get().apply(routes);
            return;
        }
        routes.write(Files.createDirectories(options.directory()));
        if (!routes.endpoints().isEmpty()
                || Files.exists(options.directory().resolve("control.json"))) {
            begin();
            throw problem();
        }
    }

    @Override
    public ServingStatus status() throws IOException {
        return running().orElseThrow(this::problem).status();
    }

    /// The port of scoring; the wanted one while the process has not started.
    int port() {
        return running().map(ServingProcess::port).orElse(options.port());
    }

    /// Where the process keeps its routes and its access log.
    Path folder() {
        return options.directory();
    }

    /// Ends the process; one that is starting is waited for first.
    ///
    /// @throws IOException when it cannot be ended
    void stop() throws IOException {
        Optional<ServingProcess> running = letGoToEnd();
        if (running.isPresent()) {
            running.get().stop();
        }
    }

    private synchronized Optional<ServingProcess> letGoToEnd() throws IOException {
        ending = true;
        while (starting) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while serving started", e);
            }
        }
        return letGo();
    }

    private synchronized Optional<ServingProcess> letGo() {
        Optional<ServingProcess> running = process;
        closed = true;
        process = Optional.empty();
        return running;
    }

    /// Lets go of the process, which goes on.
    @Override
    public void close() {
        letGo().ifPresent(ServingProcess::close);
    }

    private synchronized Optional<ServingProcess> running() {
        return process;
    }

    private synchronized IOException problem() {
        return failure.<IOException>map(Serving.Down::new)
                .orElseGet(() -> new IOException("it is starting"));
    }

    private synchronized void begin() {
        if (process.isEmpty() && !starting && !closed && !ending) {
            starting = true;
            Thread.ofVirtual().name("serving-start").start(this::start);
        }
    }

    private void start() {
        try {
            ServingProcess started = ServingProcess.start(options);
            ended(Optional.of(started), Optional.empty());
        } catch (IOException | RuntimeException e) {
            ended(Optional.empty(), Optional.of(String.valueOf(e.getMessage())));
        }
    }

    private synchronized void ended(Optional<ServingProcess> started, Optional<String> why) {
        if (closed) {
            started.ifPresent(ServingProcess::close);
        } else {
            process = started;
        }
        failure = why;
        starting = false;
        notifyAll();
    }
}
