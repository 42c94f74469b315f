package dev.plumbline.agent.telemetry;

import dev.plumbline.platform.Change;
import dev.plumbline.platform.Outcome;
import dev.plumbline.reconcile.Stage;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// Traces of syncs: a span for the sync, in it one for each stage of each pass, and one for each
/// change that the platform is asked for. Off unless the environment names where spans go, by the
/// variables that OpenTelemetry documents. Safe for use by many threads.
public final class Tracing implements AutoCloseable {
    private static final String PREFIX = "OTEL_";
    private static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private static final String TRACES_ENDPOINT = "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT";
    private static final Map<String, String> DEFAULTS =
            Map.of(
                    "otel.service.name", "plumbline",
                    "otel.exporter.otlp.protocol", "http/protobuf",
                    // Metrics are scraped and logs are written: neither is sent.
                    "otel.metrics.exporter", "none",
                    "otel.logs.exporter", "none");

    private final Tracer tracer;
    private final Runnable shutDown;
    private final Map<String, Sync> syncs = new ConcurrentHashMap<>();
    private final Map<String, Context> stages = new ConcurrentHashMap<>();

    /// The span of a sync that is under way.
    private record Sync(String id, Span span) {}

    Tracing(OpenTelemetry telemetry, Runnable shutDown) {
        this.tracer = telemetry.getTracer("dev.plumbline");
        this.shutDown = shutDown;
    }

    /// Traces as an environment says, or none.
    public static Tracing of(Map<String, String> environment) {
        boolean on =
                !environment.getOrDefault(ENDPOINT, "").isBlank()
                        || !environment.getOrDefault(TRACES_ENDPOINT, "").isBlank();
        if (!on) {
            return new Tracing(OpenTelemetry.noop(), () -> {});
        }
        Map<String, String> properties = new HashMap<>(DEFAULTS);
        environment.forEach((name, value) -> {
            if (name.startsWith(PREFIX)) {
                properties.put(name.toLowerCase(Locale.ROOT).replace('_', '.'), value);
            }
        });
        OpenTelemetrySdk sdk =
                AutoConfiguredOpenTelemetrySdk.builder()
                        .addPropertiesSupplier(() -> properties)
                        .disableShutdownHook()
                        .build()
                        .getOpenTelemetrySdk();
        return new Tracing(sdk, sdk::close);
    }

    /// A pass begins; the first of a sync begins its span.
    public void passing(String workspace, String cause, String sync) {
        syncs.compute(
                workspace,
                (_, known) -> {
                    if (known != null && known.id().equals(sync)) {
                        return known;
                    }
                    Optional.ofNullable(known).ifPresent(before -> before.span().end());
                    return new Sync(sync, begin(workspace, cause, sync));
                });
    }

    private Span begin(String workspace, String cause, String sync) {
        return tracer.spanBuilder("sync")
                .setNoParent()
                .setAttribute("plumbline.workspace", workspace)
                .setAttribute("plumbline.sync", sync)
                .setAttribute("plumbline.trigger", cause)
                .startSpan();
    }

    /// The workspace came to rest: its sync is over.
    public void settled(String workspace) {
        Optional.ofNullable(syncs.remove(workspace)).ifPresent(sync -> sync.span().end());
    }

    /// @param of the workspace, or the repository
    public <T> T stage(String of, Stage stage, Supplier<T> work) {
        Context parent =
                Optional.ofNullable(syncs.get(of))
                        .map(sync -> Context.root().with(sync.span()))
                        .orElse(Context.root());
        Span span =
                tracer.spanBuilder(stage.word())
                        .setParent(parent)
                        .setAttribute("plumbline.of", of)
                        .startSpan();
        stages.put(of, parent.with(span));
        try {
            return within(span, work);
        } finally {
            stages.remove(of);
        }
    }

    /// A change as the platform is asked for it; its span is within that of the stage.
    public Outcome change(String workspace, Change change, Supplier<Outcome> start) {
        Span span =
                tracer.spanBuilder(change.action() + " " + change.id().kind().word())
                        .setParent(stages.getOrDefault(workspace, Context.root()))
                        .setAttribute("plumbline.workspace", workspace)
                        .setAttribute("plumbline.resource", change.id().toString())
                        .setAttribute("plumbline.action", change.action())
                        .startSpan();
        return within(
                span,
                () -> {
                    Outcome outcome = start.get();
                    tell(span, outcome);
                    return outcome;
                });
    }

    private static void tell(Span span, Outcome outcome) {
        switch (outcome) {
            case Outcome.Applied _, Outcome.Started _ -> {}
            case Outcome.Stalled(var reason) -> span.setStatus(StatusCode.ERROR, reason);
            case Outcome.Failed(var cause, _) -> span.setStatus(StatusCode.ERROR, cause);
        }
    }

    private static <T> T within(Span span, Supplier<T> work) {
        try (Scope _ = span.makeCurrent()) {
            return work.get();
        } catch (RuntimeException e) {
            span.setStatus(StatusCode.ERROR, String.valueOf(e.getMessage()));
            throw e;
        } finally {
            span.end();
        }
    }

    /// Ends what is under way and sends what was not sent yet.
    @Override
    public void close() {
        syncs.keySet().forEach(this::settled);
        shutDown.run();
    }
}
