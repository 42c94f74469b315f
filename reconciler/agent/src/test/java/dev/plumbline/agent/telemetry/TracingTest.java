package dev.plumbline.agent.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.plumbline.platform.Change;
import dev.plumbline.platform.Outcome;
import dev.plumbline.reconcile.Stage;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class TracingTest {
    private static final String WORKSPACE = "fraud/prod";
    private static final Change DELETE = new Change.Delete(new ResourceId(Kind.MODEL, "fraud"));

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final Tracing tracing =
            new Tracing(
                    OpenTelemetrySdk.builder()
                            .setTracerProvider(
                                    SdkTracerProvider.builder()
                                            .addSpanProcessor(SimpleSpanProcessor.create(spans))
                                            .build())
                            .build(),
                    () -> {});

    @Test
    void aSyncHoldsItsStagesAndTheStageItsChanges() throws Exception {
        tracing.passing(WORKSPACE, "poll", "sync-1");
        tracing.stage(WORKSPACE, Stage.APPLY, () -> onAnotherThread(Outcome.Applied.done()));
        tracing.passing(WORKSPACE, "poll", "sync-1");
        tracing.stage(WORKSPACE, Stage.RECORD, () -> "");
        tracing.settled(WORKSPACE);

        SpanData sync = span("sync");
        assertThat(sync.getAttributes().get(AttributeKey.stringKey("plumbline.sync")))
                .isEqualTo("sync-1");
        assertThat(span("apply").getParentSpanId()).isEqualTo(sync.getSpanId());
        assertThat(span("record").getParentSpanId()).isEqualTo(sync.getSpanId());
        assertThat(span("delete model").getParentSpanId()).isEqualTo(span("apply").getSpanId());
        assertThat(spans.getFinishedSpanItems()).hasSize(4);
    }

    @Test
    void whatFailsIsMarkedWithItsCause() {
        tracing.stage(
                WORKSPACE,
                Stage.APPLY,
                () -> onAnotherThread(new Outcome.Failed("quota is used up", true)));

        assertThat(span("delete model").getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(span("delete model").getStatus().getDescription()).isEqualTo("quota is used up");
    }

    @Test
    void aStageThatBreaksOffPassesItsFaultOn() {
        assertThatThrownBy(() ->
                        tracing.stage(
                                "fraud",
                                Stage.FETCH,
                                () -> {
                                    throw new IllegalStateException("away");
                                }))
                .hasMessage("away");

        assertThat(span("fetch").getStatus().getDescription()).isEqualTo("away");
    }

    @Test
    void aNewerSyncEndsTheOneBefore() {
        tracing.passing(WORKSPACE, "poll", "sync-1");
        tracing.passing(WORKSPACE, "plumb sync", "sync-2");

        assertThat(spans.getFinishedSpanItems()).hasSize(1);
    }

    @Test
    void spansGoWhereTheEnvironmentSays() throws Exception {
        BlockingQueue<String> received = new LinkedBlockingQueue<>();
        HttpServer receiver =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext(
                "/v1/traces",
                exchange -> {
                    byte[] body = exchange.getRequestBody().readAllBytes();
                    received.add(new String(body, StandardCharsets.ISO_8859_1));
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        receiver.start();
        try (Tracing sent =
                Tracing.of(
                        Map.of(
                                "OTEL_EXPORTER_OTLP_ENDPOINT",
                                "http://127.0.0.1:" + receiver.getAddress().getPort(),
                                "OTEL_EXPORTER_OTLP_COMPRESSION",
                                "none"))) {
            sent.passing(WORKSPACE, "poll", "sync-1");
            sent.settled(WORKSPACE);
        } finally {
            receiver.stop(0);
        }

        assertThat(received.poll(10, TimeUnit.SECONDS)).contains("sync-1", "plumbline");
    }

    @Test
    void withoutAnEndpointNothingIsSent() {
        try (Tracing off = Tracing.of(Map.of("OTEL_SERVICE_NAME", "x"))) {
            off.passing(WORKSPACE, "poll", "sync-1");

            assertThat(off.stage(WORKSPACE, Stage.PLAN, () -> 7)).isEqualTo(7);
        }
    }

    private Outcome onAnotherThread(Outcome outcome) {
        var change = new FutureTask<>(() -> tracing.change(WORKSPACE, DELETE, () -> outcome));
        Thread.ofVirtual().start(change);
        try {
            return change.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private SpanData span(String name) {
        return spans.getFinishedSpanItems().stream()
                .filter(each -> each.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
