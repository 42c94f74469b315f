package dev.plumbline.agent.http;

import dev.plumbline.agent.api.Control;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Map;

/// `/healthz` (the process answers), `/readyz` (it has read everything once; 503 with the reasons
/// before) and `/metrics`.
final class ProbeRoutes {
    private static final String TEXT_FORMAT = "text/plain; version=0.0.4; charset=utf-8";

    private final Control control;
    private final PrometheusMeterRegistry metrics;
    private final Guard guard;

    ProbeRoutes(Control control, PrometheusMeterRegistry metrics, Guard guard) {
        this.control = control;
        this.metrics = metrics;
        this.guard = guard;
    }

    void add(RoutesConfig routes) {
        routes.get("/healthz", context -> Responses.json(context, Map.of("status", "ok")));
        routes.get("/readyz", this::ready);
        routes.get("/metrics", this::metrics);
    }

    private void ready(Context context) {
        List<String> reasons = control.notReady();
        context.status(reasons.isEmpty() ? 200 : 503);
        Responses.json(
                context,
                Map.of("status", reasons.isEmpty() ? "ready" : "not ready", "reasons", reasons));
    }

    private void metrics(Context context) {
        guard.check(context);
        context.contentType(TEXT_FORMAT).result(metrics.scrape(TEXT_FORMAT));
    }
}
