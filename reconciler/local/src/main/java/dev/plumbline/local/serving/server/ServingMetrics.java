package dev.plumbline.local.serving.server;

import dev.plumbline.local.serving.ServingStatus;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.DoubleStream;

/// What Prometheus reads: requests by endpoint, deployment and status, how long they took, how many
/// are in flight.
final class ServingMetrics {
    private static final Duration[] BUCKETS =
            DoubleStream.of(0.5, 1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000)
                    .mapToObj(millis -> Duration.ofNanos((long) (millis * 1_000_000)))
                    .toArray(Duration[]::new);

    private record Answer(String endpoint, String deployment, int status) {}

    private record Meters(Counter requests, Timer seconds) {}

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final MultiGauge inFlight =
            MultiGauge.builder("plumbline.scoring.in.flight")
                    .description("Requests that a deployment has not answered yet.")
                    .register(registry);
    private final Map<Answer, Meters> meters = new ConcurrentHashMap<>();

    /// @param deployment empty when none was chosen
    void answered(String endpoint, String deployment, int status, long nanos) {
        Meters meter =
                meters.computeIfAbsent(new Answer(endpoint, deployment, status), this::meters);
        meter.requests().increment();
        meter.seconds().record(Duration.ofNanos(nanos));
    }

    private Meters meters(Answer answer) {
        Tags deployment = Tags.of("endpoint", answer.endpoint(), "deployment", answer.deployment());
        Counter requests =
                Counter.builder("plumbline.scoring.requests")
                        .description("Answers, by endpoint, deployment and HTTP status.")
                        .tags(deployment.and("code", Integer.toString(answer.status())))
                        .register(registry);
        Timer seconds =
                Timer.builder("plumbline.scoring.latency")
                        .description("From the request's arrival until its answer was ready.")
                        .tags(deployment)
                        .serviceLevelObjectives(BUCKETS)
                        .register(registry);
        return new Meters(requests, seconds);
    }

    /// The text that Prometheus scrapes.
    synchronized String scrape(Map<String, ServingStatus.Endpoint> endpoints) {
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        endpoints.forEach((endpoint, status) ->
                status.deployments()
                        .forEach((name, deployment) ->
                                rows.add(
                                        MultiGauge.Row.of(
                                                Tags.of("endpoint", endpoint, "deployment", name),
                                                deployment.inFlight()))));
        inFlight.register(rows, true);
        return registry.scrape();
    }
}
