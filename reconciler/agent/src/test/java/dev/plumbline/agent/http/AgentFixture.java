package dev.plumbline.agent.http;

import dev.plumbline.agent.api.AccessTokens;
import dev.plumbline.agent.api.Caller;
import dev.plumbline.agent.api.Events;
import dev.plumbline.agent.api.Role;
import dev.plumbline.agent.api.TestingControl;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/// A real server on a free port over a [TestingControl].
public final class AgentFixture implements AutoCloseable {
    public static final String TOKEN = "plumb_0123456789012345678901234567890123456789012";

    /// The agent's own, and one of each role; their texts are the names of those who hold them.
    static final AccessTokens TOKENS =
            AccessTokens.ofAgent(TOKEN, Caller.admin("ada"))
                    .with(hash("vera"), caller("vera", Role.VIEWER))
                    .with(hash("otto"), caller("otto", Role.OPERATOR))
                    .with(hash("grace"), caller("grace", Role.APPROVER))
                    .with(hash("ci"), caller("ci", Role.OPERATOR, "fraud/staging"));

    private final TestingControl control = new TestingControl();
    private final Events events = new Events();
    private final PrometheusMeterRegistry metrics =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final ApiServer server;

    public AgentFixture(Mount... mounts) throws IOException {
        this(Duration.ofSeconds(10), mounts);
    }

    AgentFixture(Duration longestBody, Mount... mounts) throws IOException {
        this.server =
                ApiServer.start(
                        Listen.loopback(0),
                        new ApiServer.Content(control, events, metrics, TOKENS, List.of(mounts)),
                        longestBody);
    }

    private static Caller caller(String name, Role role, String... workspaces) {
        return new Caller(name, role, Set.of(), Set.of(workspaces));
    }

    private static String hash(String token) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    public TestingControl control() {
        return control;
    }

    Events events() {
        return events;
    }

    PrometheusMeterRegistry metrics() {
        return metrics;
    }

    public String url() {
        return server.url();
    }

    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.close();
    }
}
