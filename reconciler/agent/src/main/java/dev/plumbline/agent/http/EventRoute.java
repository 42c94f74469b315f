package dev.plumbline.agent.http;

import dev.plumbline.agent.api.AgentEvent;
import dev.plumbline.agent.api.ApiJson;
import dev.plumbline.agent.api.Events;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// `/api/v1/events`: what happens, as server-sent events. Each event is named by its type and
/// carries the event as JSON; `lost` says that some were dropped because the reader was too slow. A
/// comment every few seconds shows that the connection lives.
///
/// The request's own virtual thread writes until the reader goes away. Javalin's asynchronous `sse`
/// is not used: it goes on with its own steps after the connection is gone, on a request that the
/// server has recycled, and fails there without end.
final class EventRoute {
    private static final long BEAT_MILLIS = 5_000;

    private final Events events;
    private final Guard guard;

    EventRoute(Events events, Guard guard) {
        this.events = events;
        this.guard = guard;
    }

    void add(RoutesConfig routes) {
        routes.get("/api/v1/events", this::stream);
    }

    private void stream(Context context) throws IOException {
        guard.check(context);
        try (Events.Subscription subscription =
                events.subscribe()
                        .orElseThrow(() ->
                                new Refusal(
                                        503,
                                        "unavailable",
                                        "too many listeners; close one or read /api/v1/workspaces instead"))) {
            HttpServletResponse response = context.res();
            response.setContentType("text/event-stream");
            response.setCharacterEncoding(StandardCharsets.UTF_8.name());
            response.setHeader("X-Accel-Buffering", "no");
            write(response.getOutputStream(), subscription);
        }
    }

    private static void write(OutputStream out, Events.Subscription subscription) {
        try {
            send(out, ": listening\n\n");
            while (!subscription.isOver()) {
                send(out, next(subscription));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (IOException _) {
            // The reader went away, which is how a stream ends.
        }
    }

    private static String next(Events.Subscription subscription) throws InterruptedException {
        Optional<AgentEvent> event = subscription.next(BEAT_MILLIS);
        long lost = subscription.takeLost();
        String before = lost > 0 ? message("lost", Long.toString(lost)) : "";
        return before
                + event.map(next -> message(next.type(), ApiJson.MAPPER.writeValueAsString(next)))
                        .orElse(": beat\n\n");
    }

    private static String message(String type, String data) {
        return "event: " + type + "\ndata: " + data + "\n\n";
    }

    private static void send(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
