package dev.plumbline.agent.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.repository.Revision;
import dev.plumbline.resource.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RestingTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Revision COMMIT = new Revision("1".repeat(40));
    private static final Revision NEXT = new Revision("2".repeat(40));
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    private final Resting resting = new Resting(() -> 0.5);

    @Test
    void aWorkspaceRestsForTheIntervalOfItsPlatform() {
        assertThat(settle(FIVE_MINUTES, Optional.empty())).contains(NOON.plusSeconds(300));

        assertThat(resting.until("prod", COMMIT, NOON.plusSeconds(299)))
                .contains(NOON.plusSeconds(300));
        assertThat(resting.until("prod", COMMIT, NOON.plusSeconds(300))).isEmpty();
    }

    @Test
    void anotherCommitEndsTheRest() {
        settle(FIVE_MINUTES, Optional.empty());

        assertThat(resting.until("prod", NEXT, NOON)).isEmpty();
    }

    @Test
    void whatIsDueEarlierEndsTheRestEarlier() {
        Instant window = NOON.plusSeconds(60);

        assertThat(settle(FIVE_MINUTES, Optional.of(window))).contains(window);
        assertThat(resting.until("prod", COMMIT, window)).isEmpty();
    }

    @Test
    void whoIsWokenIsLookedAtNow() {
        settle(FIVE_MINUTES, Optional.empty());
        resting.wake("prod");

        assertThat(resting.until("prod", COMMIT, NOON)).isEmpty();
    }

    @Test
    void withoutAnIntervalEveryLookObserves() {
        assertThat(settle(Duration.ZERO, Optional.empty())).isEmpty();
        assertThat(resting.until("prod", COMMIT, NOON)).isEmpty();
    }

    @Test
    void restsDifferByATenthAtMost() {
        Resting shortest = new Resting(() -> 0);
        Resting longest = new Resting(() -> 1);

        assertThat(shortest.settled("prod", COMMIT, NOON, FIVE_MINUTES, Optional.empty()))
                .contains(NOON.plusSeconds(270));
        assertThat(longest.settled("prod", COMMIT, NOON, FIVE_MINUTES, Optional.empty()))
                .contains(NOON.plusSeconds(330));
    }

    @Test
    void theKindObservedMostOftenSaysHowOften() {
        ObserveIntervals intervals =
                new ObserveIntervals(
                        FIVE_MINUTES,
                        Map.of(
                                Kind.MODEL, Duration.ofHours(1),
                                Kind.TRAFFIC, Duration.ofSeconds(30)));

        assertThat(intervals.of(List.of(Kind.MODEL))).isEqualTo(Duration.ofHours(1));
        assertThat(intervals.of(List.of(Kind.MODEL, Kind.JOB))).isEqualTo(FIVE_MINUTES);
        assertThat(intervals.of(List.of(Kind.MODEL, Kind.TRAFFIC)))
                .isEqualTo(Duration.ofSeconds(30));
        assertThat(intervals.of(List.of())).isEqualTo(FIVE_MINUTES);
    }

    private Optional<Instant> settle(Duration interval, Optional<Instant> earlier) {
        return resting.settled("prod", COMMIT, NOON, interval, earlier);
    }
}
