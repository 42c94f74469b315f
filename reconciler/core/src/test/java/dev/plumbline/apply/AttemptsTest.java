package dev.plumbline.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.platform.Outcome;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// When what failed may be tried again.
class AttemptsTest {
    private static final ResourceId ID = new ResourceId(Kind.ENVIRONMENT, "sklearn");
    private static final Digest ONE = Digest.ofText("one");
    private static final Digest TWO = Digest.ofText("two");
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    /// Half way between both bounds of the jitter.
    private final Attempts attempts = new Attempts(() -> 0.5);

    @Test
    void whatNeverFailedMayBeTried() {
        assertThat(attempts.isEligible(ID, ONE, NOW)).isTrue();
        assertThat(attempts.cause(ID)).isEmpty();
        assertThat(attempts.next(NOW)).isEmpty();
    }

    @Test
    void whatFailedIsTriedAgainAfterASecond() {
        attempts.failed(ID, ONE, "no network", NOW);

        assertThat(attempts.cause(ID)).hasValue("no network");
        assertThat(attempts.next(NOW)).hasValue(NOW.plusSeconds(1));
        assertThat(attempts.isEligible(ID, ONE, NOW.plusMillis(999))).isFalse();
        assertThat(attempts.isEligible(ID, ONE, NOW.plusSeconds(1))).isTrue();
    }

    @Test
    void theDelayDoublesUpToFiveMinutes() {
        List<Long> seconds = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            attempts.failed(ID, ONE, "no network", NOW);
            seconds.add(Duration.between(NOW, attempts.next(NOW).orElseThrow()).toSeconds());
        }

        assertThat(seconds).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 300L, 300L);
    }

    @Test
    void whatNoOtherTryCanMendIsNotTriedAgain() {
        attempts.took(ID, ONE, new Outcome.Failed("no such region", false), NOW);

        assertThat(attempts.isEligible(ID, ONE, NOW.plus(Duration.ofDays(1000)))).isFalse();
        assertThat(attempts.next(NOW)).isEmpty();
        assertThat(attempts.cause(ID)).hasValue("no such region");
        assertThat(attempts.isEligible(ID, TWO, NOW)).isTrue();
    }

    @Test
    void aNewCommitStartsOver() {
        attempts.commit("a".repeat(40));
        attempts.failed(ID, ONE, "no network", NOW);
        attempts.failed(ID, ONE, "no network", NOW);

        attempts.commit("a".repeat(40));
        assertThat(attempts.isEligible(ID, ONE, NOW)).as("the same commit").isFalse();

        attempts.commit("b".repeat(40));
        assertThat(attempts.isEligible(ID, ONE, NOW)).as("another commit").isTrue();
        assertThat(attempts.cause(ID)).hasValue("no network");
        attempts.failed(ID, ONE, "no network", NOW);
        assertThat(attempts.next(NOW)).hasValue(NOW.plusSeconds(1));
    }

    @Test
    void aHundredFailuresStillWaitFiveMinutes() {
        for (int i = 0; i < 100; i++) {
            attempts.failed(ID, ONE, "no network", NOW);
        }

        assertThat(attempts.next(NOW)).hasValue(NOW.plusSeconds(300));
    }

    @Test
    void theJitterIsAQuarterEitherWay() {
        Attempts earliest = new Attempts(() -> 0);
        Attempts latest = new Attempts(() -> 1);
        earliest.failed(ID, ONE, "no network", NOW);
        latest.failed(ID, ONE, "no network", NOW);

        assertThat(earliest.next(NOW)).hasValue(NOW.plusMillis(750));
        assertThat(latest.next(NOW)).hasValue(NOW.plusMillis(1250));
    }

    @Test
    void anotherDigestStartsOver() {
        attempts.failed(ID, ONE, "no network", NOW);
        attempts.failed(ID, ONE, "no network", NOW);
        boolean atOnce = attempts.isEligible(ID, TWO, NOW);

        attempts.failed(ID, TWO, "no network", NOW);

        assertThat(atOnce).isTrue();
        assertThat(attempts.next(NOW)).hasValue(NOW.plusSeconds(1));
    }

    @Test
    void successStartsOver() {
        attempts.failed(ID, ONE, "no network", NOW);
        attempts.failed(ID, ONE, "no network", NOW);
        attempts.succeeded(ID);
        boolean atOnce = attempts.isEligible(ID, ONE, NOW);

        attempts.failed(ID, ONE, "no network", NOW);

        assertThat(atOnce).isTrue();
        assertThat(attempts.next(NOW)).hasValue(NOW.plusSeconds(1));
    }

    @Test
    void aFailureThatIsFoundAgainBeforeItsNextTryCountsOnce() {
        attempts.foundFailed(ID, ONE, "no network", NOW);
        attempts.foundFailed(ID, ONE, "no network", NOW.plusMillis(900));
        attempts.foundFailed(ID, ONE, "no network", NOW.plusSeconds(5));

        assertThat(attempts.next(NOW)).hasValue(NOW.plusSeconds(1));
    }

    @Test
    void aFailureThatIsFoundAfterAnotherTryCountsAgain() {
        attempts.foundFailed(ID, ONE, "no network", NOW);
        attempts.started(ID);
        boolean hasCauseMeanwhile = attempts.cause(ID).isPresent();

        attempts.foundFailed(ID, ONE, "no disk", NOW);

        assertThat(hasCauseMeanwhile).isFalse();
        assertThat(attempts.cause(ID)).hasValue("no disk");
        assertThat(attempts.next(NOW)).hasValue(NOW.plusSeconds(2));
    }

    @Test
    void aFailureOfAnotherDigestIsAnotherFailure() {
        attempts.foundFailed(ID, ONE, "no network", NOW);
        attempts.foundFailed(ID, TWO, "no disk", NOW.plusSeconds(10));

        assertThat(attempts.cause(ID)).hasValue("no disk");
        assertThat(attempts.next(NOW)).hasValue(NOW.plusSeconds(11));
    }

    @Test
    void whatIsBeingTriedIsNotWaitedFor() {
        attempts.failed(ID, ONE, "no network", NOW);
        attempts.started(ID);

        assertThat(attempts.next(NOW)).isEmpty();
    }

    @Test
    void theFirstOfSeveralIsWaitedForAndWhatIsPastIsNot() {
        ResourceId other = new ResourceId(Kind.MODEL, "fraud");
        attempts.failed(ID, ONE, "no network", NOW);
        attempts.failed(other, ONE, "no network", NOW.plusSeconds(3));

        assertThat(attempts.next(NOW)).hasValue(NOW.plusSeconds(1));
        assertThat(attempts.next(NOW.plusSeconds(2))).hasValue(NOW.plusSeconds(4));
        assertThat(attempts.next(NOW.plusSeconds(9))).isEmpty();
    }
}
