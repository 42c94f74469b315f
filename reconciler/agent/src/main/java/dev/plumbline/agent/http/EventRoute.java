package dev.plumbline.agent.http;

import dev.plumbline.agent.api.AgentEvent;
import dev.plumbline.agent.api.ApiJson;
import dev.plumbline.agent.api.Events;
import io.javalin.config.RoutesConfig;
import io.javalin.http.sse.SseClient;
import java.util.Optional;

/// `/api/v1/events`: what happens, as server-sent events. Each event is named by its type and
/// carries the event as JSON; `lost` says that some were dropped because the reader was too slow. A
/// comment every few seconds shows that the connection lives.
final class EventRoute {
    private static final long BEAT_MILLIS = 5_000;

    private final Events events;
    private final Guard guard;

    EventRoute(Events events, Guard guard) {
        this.events = events;
        this.guard = guard;
    }

    void add(RoutesConfig routes) {
        routes.before("/api/v1/events", guard::check);
        routes.sse("/api/v1/events", this::stream);
    }

    private void stream(SseClient client) {
        Optional<Events.Subscription> subscribed = events.subscribe();
        if (subscribed.isEmpty()) {
            client.sendEvent(
                    "refused", "too many listeners; close one or read /api/v1/workspaces instead");
            client.close();
            return;
        }
        try (Events.Subscription subscription = subscribed.get()) {
            client.sendComment("listening");
            while (!client.terminated()) {
                sendNext(client, subscription);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            client.close();
        }
    }

    private static void sendNext(SseClient client, Events.Subscription subscription)
            throws InterruptedException {
        Optional<AgentEvent> event = subscription.next(BEAT_MILLIS);
        long lost = subscription.takeLost();
        if (lost > 0) {
            client.sendEvent("lost", Long.toString(lost));
        }
        event.ifPresentOrElse(
                next -> client.sendEvent(next.type(), ApiJson.MAPPER.writeValueAsString(next)),
                () -> client.sendComment("beat"));
    }
}
