package dev.plumbline.agent.http;

import dev.plumbline.agent.api.Events;
import dev.plumbline.agent.api.TestingControl;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.util.List;

/// A real server on a free port over a [TestingControl].
public final class AgentFixture implements AutoCloseable {
    public static final String TOKEN = "plumb_0123456789012345678901234567890123456789012";

    private final TestingControl control = new TestingControl();
    private final Events events = new Events();
    private final PrometheusMeterRegistry metrics =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final ApiServer server;

    public AgentFixture(Mount... mounts) throws IOException {
        this.server =
                ApiServer.start(
                        Listen.loopback(0),
                        new ApiServer.Content(control, events, metrics, TOKEN, List.of(mounts)));
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
