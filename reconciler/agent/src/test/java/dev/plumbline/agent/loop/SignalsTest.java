package dev.plumbline.agent.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.reconcile.Trigger;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What is signalled while the loop works.
class SignalsTest {
    private final Signals signals = new Signals(InstantSource.system());

    /// argo-cd #28392: a refresh that arrives during a reconcile is lost.
    @Test
    void whatArrivesDuringAReconcileIsKeptForTheNext() throws Exception {
        signals.fetch("poll");
        Signals.Round first = signals.await(Optional.empty());

        signals.fetch("push");
        signals.request("staging", Trigger.requested("plumb sync"));
        boolean pending = signals.isFetchPending();
        Signals.Round second = signals.await(Optional.empty());

        assertThat(first.cause()).isEqualTo("poll");
        assertThat(first.requests()).isEmpty();
        assertThat(pending).isTrue();
        assertThat(second.cause()).isEqualTo("push");
        assertThat(second.fetch()).isTrue();
        assertThat(second.requests()).containsOnlyKeys("staging");
        assertThat(signals.isFetchPending()).isFalse();
    }

    @Test
    void severalSignalsAreOneRound() throws Exception {
        signals.look("platform");
        signals.fetch("push");
        signals.fetch("poll");

        Signals.Round round = signals.await(Optional.empty());

        assertThat(round.fetch()).isTrue();
        assertThat(round.cause()).isEqualTo("platform");
        assertThat(signals.isFetchPending()).isFalse();
    }
}
