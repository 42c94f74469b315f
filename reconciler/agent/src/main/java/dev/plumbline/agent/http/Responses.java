package dev.plumbline.agent.http;

import dev.plumbline.agent.api.ApiJson;
import dev.plumbline.agent.api.ControlException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/// How answers and errors look: JSON, `{"error": {"code", "message"}}`, never a stack trace.
final class Responses {
    private static final Logger LOG = LoggerFactory.getLogger(Responses.class);

    private Responses() {}

    static void json(Context context, Object view) {
        context.contentType("application/json")
                .result(ApiJson.MAPPER.writeValueAsString(view) + "\n");
    }

    static void error(Context context, int status, String code, String message) {
        context.status(status);
        json(context, Map.of("error", Map.of("code", code, "message", message)));
    }

    static void handleErrors(RoutesConfig routes) {
        routes.exception(
                Refusal.class,
                (refusal, context) ->
                        error(
                                context,
                                refusal.status(),
                                refusal.code(),
                                String.valueOf(refusal.getMessage())));
        routes.exception(
                ControlException.class,
                (failure, context) ->
                        error(
                                context,
                                failure.code().status(),
                                failure.code().word(),
                                failure.userMessage()));
        routes.exception(
                BodyTooLarge.class,
                (tooLarge, context) ->
                        error(context, 413, "too_large", String.valueOf(tooLarge.getMessage())));
        routes.exception(
                BodyTooSlow.class,
                (tooSlow, context) -> {
                    context.header("Connection", "close");
                    error(context, 408, "too_slow", String.valueOf(tooSlow.getMessage()));
                });
        routes.exception(
                JacksonException.class,
                (malformed, context) ->
                        error(context, 400, "invalid", describe(context, malformed)));
        routes.exception(
                HttpResponseException.class, (failure, context) -> answer(context, failure));
        routes.exception(Exception.class, (failure, context) -> failed(context, failure));
    }

    /// A record's own check ([ControlException]) reaches us wrapped by Jackson.
    private static String describe(Context context, JacksonException malformed) {
        return malformed.getCause() instanceof ControlException cause
                ? cause.userMessage()
                : "the body of %s %s is not the JSON that it takes: %s"
                        .formatted(
                                context.method(), context.path(), malformed.getOriginalMessage());
    }

    private static void answer(Context context, HttpResponseException failure) {
        switch (failure.getStatus()) {
            case 404 ->
                    error(
                            context,
                            404,
                            "not_found",
                            "there is nothing at " + context.method() + " " + context.path());
            case 405 ->
                    error(
                            context,
                            405,
                            "method_not_allowed",
                            context.path() + " does not take " + context.method());
            case 413 -> error(context, 413, "too_large", "the body is too large");
            default ->
                    error(
                            context,
                            failure.getStatus(),
                            "refused",
                            String.valueOf(failure.getMessage()));
        }
    }

    private static void failed(Context context, Exception failure) {
        LOG.error("{} {} failed", context.method(), context.path(), failure);
        error(
                context,
                500,
                "internal",
                "the agent could not answer because of an error of its own; its log says more");
    }
}
