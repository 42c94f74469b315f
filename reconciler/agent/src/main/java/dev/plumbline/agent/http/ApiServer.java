package dev.plumbline.agent.http;

import dev.plumbline.agent.api.AccessTokens;
import dev.plumbline.agent.api.Control;
import dev.plumbline.agent.api.Events;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.util.JavalinBindException;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// The agent's HTTP server: API, events, metrics, probes and what other modules mount.
public final class ApiServer implements AutoCloseable {
    private static final long MOST_BODY_BYTES = 1 << 20;

    /// GitHub, GitLab and Bitbucket wait ten seconds for an answer themselves.
    private static final Duration LONGEST_BODY = Duration.ofSeconds(10);

    private final Javalin javalin;
    private final Listen listen;
    private final Events events;
    private final int port;

    private ApiServer(Javalin javalin, Listen listen, Events events) {
        this.javalin = javalin;
        this.listen = listen;
        this.events = events;
        this.port = javalin.port();
    }

    /// What the server serves.
    ///
    /// @param tokens who may change things, and read keys and logs
    public record Content(
            Control control,
            Events events,
            PrometheusMeterRegistry metrics,
            AccessTokens tokens,
            List<Mount> mounts) {
        public Content {
            mounts = List.copyOf(mounts);
        }
    }

    /// Starts to listen.
    ///
    /// @throws IOException when the address cannot be bound; its message is for users
    public static ApiServer start(Listen listen, Content content) throws IOException {
        return start(listen, content, LONGEST_BODY);
    }

    /// @param longestBody how long a body may take to come
    static ApiServer start(Listen listen, Content content, Duration longestBody)
            throws IOException {
        Javalin javalin =
                Javalin.create(config -> {
                    configure(config, listen, content);
                    config.jetty.modifyServer(
                            server -> server.setHandler(new BodyDeadline(longestBody)));
                });
        try {
            javalin.start(listen.host(), listen.port());
        } catch (JavalinBindException failure) {
            javalin.stop();
            throw new IOException(
                    "port %d is in use on %s: another agent may be running; stop it, or pass --port with a free one"
                            .formatted(listen.port(), listen.host()),
                    failure);
        }
        return new ApiServer(javalin, listen, content.events());
    }

    public int port() {
        return port;
    }

    /// Where it answers, without a slash at the end.
    public String url() {
        return "http://" + listen.host() + ":" + port();
    }

    @Override
    public void close() {
        events.close();
        javalin.stop();
    }

    private static void configure(JavalinConfig config, Listen listen, Content content) {
        config.concurrency.useVirtualThreads = true;
        config.startup.showJavalinBanner = false;
        config.startup.startupWatcherEnabled = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.http.maxRequestSize = MOST_BODY_BYTES;
        config.http.prefer405over404 = true;
        config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
        Guard guard = new Guard(listen, content.tokens());
        config.routes.before(ApiServer::secure);
        Responses.handleErrors(config.routes);
        new ApiRoutes(content.control(), guard).add(config.routes);
        new EventRoute(content.events(), guard).add(config.routes);
        new PageRoutes(content.control(), guard).add(config.routes);
        new ProbeRoutes(content.control(), content.metrics(), guard).add(config.routes);
        content.mounts().forEach(mount -> new MountRoute(mount, guard).add(config.routes));
    }

    private static void secure(Context context) {
        context.header("X-Content-Type-Options", "nosniff");
        context.header(
                "Content-Security-Policy",
                "default-src 'self'; frame-ancestors 'none'; base-uri 'none'");
        context.header("Referrer-Policy", "no-referrer");
        context.header("Cross-Origin-Resource-Policy", "same-origin");
        context.header("Cache-Control", "no-store");
    }
}
