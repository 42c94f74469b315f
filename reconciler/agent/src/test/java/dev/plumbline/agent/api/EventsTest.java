package dev.plumbline.agent.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class EventsTest {
    private final Events events = new Events();

    private static AgentEvent event(String message) {
        return new AgentEvent(
                Samples.NOON,
                "sync.started",
                "staging",
                Optional.empty(),
                Optional.empty(),
                message);
    }

    @Test
    void aSlowListenerLosesTheOldestEventsAndIsTold() throws InterruptedException {
        try (var subscription = events.subscribe().orElseThrow()) {
            for (int count = 0; count < 1_010; count++) {
                events.publish(event("event " + count));
            }

            assertThat(subscription.next(0))
                    .hasValueSatisfying(next -> assertThat(next.message()).isEqualTo("event 10"));
            assertThat(subscription.takeLost()).isEqualTo(10);
            assertThat(subscription.takeLost()).isZero();
        }
    }

    @Test
    void listenersAreBounded() {
        List<Events.Subscription> open = new ArrayList<>();
        for (int count = 0; count < 100; count++) {
            open.add(events.subscribe().orElseThrow());
        }
        assertThat(events.subscribe()).isEmpty();

        open.getFirst().close();
        assertThat(events.subscribe()).isPresent();
    }

    @Test
    void whoListensIsToldThatItIsOver() throws Exception {
        Events events = new Events();
        try (Events.Subscription subscription = events.subscribe().orElseThrow()) {
            events.close();

            assertThat(subscription.next(60_000)).isEmpty();
            assertThat(subscription.isOver()).isTrue();
            assertThat(events.subscribe()).isEmpty();
        }
    }
}
