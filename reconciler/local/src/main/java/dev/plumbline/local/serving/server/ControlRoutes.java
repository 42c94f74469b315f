package dev.plumbline.local.serving.server;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/// The control listener: whoever can read the control file may reload, look and stop.
record ControlRoutes(ServingServer server, String secret, Runnable onStop) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    void addTo(RoutesConfig routes) {
        routes.before(this::authorise);
        routes.post("/reload", this::reload);
        routes.get("/status", context -> json(context, server.status()));
        routes.get(
                "/metrics",
                context ->
                        context.contentType("text/plain; version=0.0.4").result(server.scrape()));
        routes.post("/stop", this::stop);
        routes.exception(
                Refusal.class,
                (refusal, context) -> json(context.status(refusal.status()), refusal.body()));
    }

    private void authorise(Context context) {
        byte[] given =
                String.valueOf(context.header("Authorization")).getBytes(StandardCharsets.UTF_8);
        byte[] expected = ("Bearer " + secret).getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(given, expected)) {
            throw new Refusal(401, "Unauthorized", "the secret of control.json is needed");
        }
    }

    private void reload(Context context) {
        Optional<String> problem = server.reload();
        if (problem.isPresent()) {
            throw new Refusal(400, "InvalidRoutes", problem.get());
        }
        context.status(202);
    }

    /// After the answer: stopping ends the listener that answers.
    private void stop(Context context) {
        context.status(202);
        Thread.ofPlatform().name("stop").start(onStop);
    }

    private static void json(Context context, Object body) {
        context.contentType("application/json").result(JSON.writeValueAsBytes(body));
    }
}
