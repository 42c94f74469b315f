package dev.plumbline.local.serving.server;

import dev.plumbline.local.serving.AccessLog;
import dev.plumbline.local.serving.AccessRecord;
import dev.plumbline.local.serving.Routes;
import dev.plumbline.local.serving.model.ModelException;
import dev.plumbline.local.serving.model.ScoringModel;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.Predicate;
import tools.jackson.databind.json.JsonMapper;

/// Answers requests that need a model: finds the deployment, keeps its limits, and says in headers,
/// log and metrics which one answered.
final class ScoringHandler {
    /// The largest body that is read; more is answered with 413.
    static final int MAX_BODY_BYTES = 10 << 20;

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String JSON_TYPE = "application/json";

    /// Parsed JSON takes some twenty times the room of its text: large bodies wait here rather than
    /// exhaust the heap.
    private static final int PARSED_AT_ONCE_BYTES = 16 << 20;

    private static final int LARGE_BODY_BYTES = 256 << 10;

    private final Semaphore parsing = new Semaphore(PARSED_AT_ONCE_BYTES, true);
    private final Deployments deployments;
    private final AccessLog accessLog;
    private final ServingMetrics metrics;

    ScoringHandler(Deployments deployments, AccessLog accessLog, ServingMetrics metrics) {
        this.deployments = deployments;
        this.accessLog = accessLog;
        this.metrics = metrics;
    }

    /// What a model is asked, and under which key it says what went wrong.
    record Question(Call call, String errorKey, Predicate<Routes.Deployment> fits) {
        @FunctionalInterface
        interface Call {
            byte[] on(ScoringModel model, Routes.Deployment deployment, byte[] body)
                    throws ModelException;
        }
    }

    EndpointRoute route(Context context) {
        return deployments.table().endpoint(context.pathParam("endpoint"));
    }

    /// Checks the key.
    ///
    /// @throws Refusal 404 for an unknown endpoint, 401 without a right key
    EndpointRoute authorised(Context context) {
        EndpointRoute endpoint = route(context);
        if (!endpoint.keys().admits(context.header("Authorization"))) {
            throw new Refusal(
                    401,
                    "Unauthorized",
                    "the header \"Authorization: Bearer KEY\" is missing or has a wrong key; see plumb keys "
                            + endpoint.name());
        }
        return endpoint;
    }

    /// Reads from the deployment that a request would go to, without counting it as one.
    <A> A describe(Context context, Predicate<Routes.Deployment> fits, Function<Instance, A> read) {
        authorised(context);
        Instance instance = acquire(context, fits);
        try {
            context.header(RequestHeaders.DEPLOYMENT, instance.spec().name());
            return read.apply(instance);
        } finally {
            instance.release();
        }
    }

    void answer(Context context, Question question) throws IOException {
        long began = System.nanoTime();
        String requestId = RequestHeaders.echoIds(context);
        EndpointRoute endpoint = authorised(context);
        Instance instance = acquire(context, question.fits());
        int status = 500;
        try {
            context.header(RequestHeaders.DEPLOYMENT, instance.spec().name());
            status = answer(context, question, instance);
        } catch (Refusal refusal) {
            status = refusal.status();
            throw refusal;
        } finally {
            record(endpoint.name(), instance, requestId, status, System.nanoTime() - began);
            instance.release();
        }
    }

    private int answer(Context context, Question question, Instance instance) throws IOException {
        byte[] body = body(context);
        try {
            byte[] answer =
                    instance.answer(
                            model -> ask(question, model, instance.spec(), body), body.length);
            context.status(200).contentType(JSON_TYPE).result(answer);
            return 200;
        } catch (ModelException e) {
            // Azure ML's endpoint answers 424 for whatever its model server answers other than 200.
            context.status(424)
                    .header(RequestHeaders.MODEL_STATUS, Integer.toString(e.status()))
                    .header(
                            RequestHeaders.MODEL_REASON,
                            e.status() == 400 ? "Bad Request" : "Internal Server Error")
                    .contentType(JSON_TYPE)
                    .result(JSON.writeValueAsBytes(Map.of(question.errorKey(), e.text())));
            return 424;
        }
    }

    private byte[] ask(
            Question question, ScoringModel model, Routes.Deployment deployment, byte[] body)
            throws ModelException {
        if (body.length < LARGE_BODY_BYTES) {
            return question.call().on(model, deployment, body);
        }
        parsing.acquireUninterruptibly(body.length);
        try {
            return question.call().on(model, deployment, body);
        } finally {
            parsing.release(body.length);
        }
    }

    private static byte[] body(Context context) throws IOException {
        boolean tooLong = context.req().getContentLengthLong() > MAX_BODY_BYTES;
        try (InputStream in = context.bodyInputStream()) {
            byte[] body = tooLong ? new byte[0] : in.readNBytes(MAX_BODY_BYTES + 1);
            if (tooLong || body.length > MAX_BODY_BYTES) {
                passOver(in);
                throw tooLarge();
            }
            return body;
        }
    }

    /// Reads on for a while, keeping nothing: a client that is still sending when its connection is
    /// closed often never sees the answer.
    private static void passOver(InputStream in) throws IOException {
        byte[] chunk = new byte[1 << 16];
        int read = 0;
        for (long left = 2L * MAX_BODY_BYTES; left > 0 && read >= 0; left -= read) {
            read = in.read(chunk);
        }
    }

    private static Refusal tooLarge() {
        return new Refusal(
                413,
                "ContentTooLarge",
                "the body has more than %d MiB; send the rows in several requests"
                        .formatted(MAX_BODY_BYTES >> 20));
    }

    /// An instance that was retired between reading the table and taking it is no longer in the
    /// newest table.
    private Instance acquire(Context context, Predicate<Routes.Deployment> fits) {
        Optional<String> wanted = Optional.ofNullable(context.header(RequestHeaders.DEPLOYMENT));
        String endpoint = context.pathParam("endpoint");
        while (true) {
            Instance chosen =
                    deployments
                            .table()
                            .endpoint(endpoint)
                            .choose(
                                    wanted,
                                    fits,
                                    bound -> ThreadLocalRandom.current().nextInt(bound));
            if (chosen.acquire()) {
                return chosen;
            }
        }
    }

    private void record(
            String endpoint, Instance instance, String requestId, int status, long nanos) {
        Routes.Deployment spec = instance.spec();
        instance.counters().answered(status);
        metrics.answered(endpoint, spec.name(), status, nanos);
        accessLog.add(
                new AccessRecord(
                        Instant.now(),
                        requestId,
                        endpoint,
                        spec.name(),
                        spec.generation(),
                        spec.modelName() + ":" + spec.modelVersion(),
                        status,
                        nanos / 1e6));
    }

    /// Writes the endpoint's own error. Refusals before a deployment was chosen are counted here.
    void refuse(Refusal refusal, Context context) {
        if (context.res().getHeader(RequestHeaders.DEPLOYMENT) == null) {
            String endpoint = context.pathParamMap().getOrDefault("endpoint", "");
            boolean isKnown = deployments.table().endpoints().containsKey(endpoint);
            metrics.answered(isKnown ? endpoint : "", "", refusal.status(), 0);
        }
        if (refusal.status() == 503 || refusal.status() == 429) {
            context.header("Retry-After", "1");
        }
        context.status(refusal.status())
                .contentType(JSON_TYPE)
                .result(JSON.writeValueAsBytes(refusal.body()));
    }
}
