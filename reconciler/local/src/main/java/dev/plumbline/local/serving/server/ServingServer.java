package dev.plumbline.local.serving.server;

import dev.plumbline.local.serving.AccessLog;
import dev.plumbline.local.serving.ControlFile;
import dev.plumbline.local.serving.Routes;
import dev.plumbline.local.serving.ServingStatus;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The serving process without the process: scoring on one loopback port, control on another.
public final class ServingServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServingServer.class);
    private static final String LOOPBACK = "127.0.0.1";

    private final Path directory;
    private final Deployments deployments;
    private final AccessLog accessLog;
    private final ServingMetrics metrics = new ServingMetrics();
    private final Javalin scoring;
    private final Javalin control;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile Optional<String> problem = Optional.empty();

    private ServingServer(
            Path directory, int port, ModelLoader loader, String secret, Runnable onStop) {
        this.directory = directory;
        this.deployments = new Deployments(loader, new InForceFile(directory));
        this.accessLog = new AccessLog(directory);
        ScoringHandler handler = new ScoringHandler(deployments, accessLog, metrics);
        this.scoring =
                Javalin.create(config -> {
                    quiet(config, port);
                    config.concurrency.useVirtualThreads = true;
                    new ScoringRoutes(handler).addTo(config.routes);
                });
        this.control =
                Javalin.create(config -> {
                    quiet(config, 0);
                    new ControlRoutes(this, secret, onStop).addTo(config.routes);
                });
    }

    /// Starts both listeners, loads what the routes of the directory want, and writes the control
    /// file.
    ///
    /// @param port for scoring; 0 takes a free one
    /// @param onStop what to do when a stop is asked for through the control listener
    /// @throws IOException when the control file cannot be written
    /// @throws io.javalin.util.JavalinBindException when the port is in use
    public static ServingServer start(Path directory, int port, ModelLoader loader, Runnable onStop)
            throws IOException {
        Files.createDirectories(directory);
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        String secret = HexFormat.of().formatHex(random);
        ServingServer server = new ServingServer(directory, port, loader, secret, onStop);
        try {
            server.deployments.resume();
            server.reload();
            server.scoring.start();
            server.control.start();
            ControlFile.ofThisProcess(
                            server.port(), server.control.port(), secret, ServingVersion.current())
                    .write(directory);
            LOG.info("scoring on http://{}:{}", LOOPBACK, server.port());
            return server;
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private static void quiet(JavalinConfig config, int port) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.jetty.host = LOOPBACK;
        config.jetty.port = port;
        config.http.prefer405over404 = true;
        config.http.maxRequestSize = ScoringHandler.MAX_BODY_BYTES;
    }

    /// The port that scoring is answered on.
    public int port() {
        return scoring.port();
    }

    /// Reads the routes again and begins to follow them. Routes that cannot be read change nothing
    /// and show in the status.
    Optional<String> reload() {
        try {
            deployments.accept(Routes.read(directory));
            problem = Optional.empty();
        } catch (IOException e) {
            LOG.error("the routes were not taken: {}", e.getMessage());
            problem = Optional.of(String.valueOf(e.getMessage()));
        }
        return problem;
    }

    ServingStatus status() {
        return new ServingStatus(
                ServingVersion.current(),
                ProcessHandle.current().pid(),
                port(),
                problem,
                accessLog.dropped(),
                deployments.status());
    }

    String scrape() {
        return metrics.scrape(deployments.status());
    }

    /// Ends what is answered now, then both listeners. A second call does nothing.
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        scoring.stop();
        control.stop();
        deployments.close();
        accessLog.close();
        try {
            ControlFile.delete(directory);
        } catch (IOException e) {
            LOG.warn("the control file stays behind, which does no harm: {}", e.toString());
        }
    }
}
