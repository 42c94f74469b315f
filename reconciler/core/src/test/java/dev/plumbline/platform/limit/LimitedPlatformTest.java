package dev.plumbline.platform.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.plumbline.platform.ApplyContext;
import dev.plumbline.platform.Capabilities;
import dev.plumbline.platform.Change;
import dev.plumbline.platform.Observation;
import dev.plumbline.platform.Outcome;
import dev.plumbline.platform.Platform;
import dev.plumbline.platform.PlatformException;
import dev.plumbline.platform.Scope;
import dev.plumbline.resource.ResourceId;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// How much is asked of a platform, and when it is left alone.
class LimitedPlatformTest {
    private static final Scope SCOPE = new Scope("repo/demo");

    private static final ApplyContext CONTEXT =
            new ApplyContext(
                    "repo/demo",
                    "c0ffee",
                    "Ada <ada@example.org>",
                    blob -> {
                        throw new IOException("there is no " + blob);
                    });

    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger started = new AtomicInteger();

    @Test
    void aPlatformThatAnswersIsAskedEachTime() {
        LimitedPlatform platform = limited(CallLimits.DEFAULT, () -> Observation.NOTHING);

        for (int i = 0; i < 20; i++) {
            assertThat(platform.observe(SCOPE)).isEqualTo(Observation.NOTHING);
        }

        assertThat(asked).hasValue(20);
        assertThat(platform.pause()).isZero();
    }

    @Test
    void aPlatformThatDoesNotAnswerIsLeftAlone() {
        LimitedPlatform platform = limited(limits(3, Duration.ofMinutes(10)), this::unreachable);

        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> platform.observe(SCOPE)).hasMessage("connection refused");
        }

        assertThatThrownBy(() -> platform.observe(SCOPE))
                .isInstanceOfSatisfying(
                        PlatformException.class,
                        e -> assertThat(e.retryAfter().orElseThrow()).isPositive())
                .hasMessageMatching(
                        "the platform \"azure\" did not answer several times in a row; it is asked"
                                + " again in \\d+ s");
        assertThat(asked).hasValue(3);
        assertThat(platform.pause()).isBetween(Duration.ofMinutes(9), Duration.ofMinutes(10));
    }

    @Test
    void aPlatformThatIsLeftAloneIsNotAskedToChangeAnythingEither() {
        LimitedPlatform platform = limited(limits(1, Duration.ofMinutes(10)), this::unreachable);
        Change change = new Change.Delete(ResourceId.parse("online-endpoint/fraud"));
        assertThat(platform.start(change, CONTEXT)).isEqualTo(Outcome.Applied.done());
        assertThatThrownBy(() -> platform.observe(SCOPE)).hasMessage("connection refused");

        assertThatThrownBy(() -> platform.start(change, CONTEXT))
                .isInstanceOf(PlatformClosedException.class)
                .hasMessageContaining("did not answer several times in a row");
        assertThat(started).hasValue(1);
    }

    @Test
    void anAnswerBetweenFailuresStartsTheCountOver() {
        LimitedPlatform platform =
                limited(
                        limits(2, Duration.ofMinutes(10)),
                        () -> asked.get() % 2 == 0 ? Observation.NOTHING : unreachable());

        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> platform.observe(SCOPE)).hasMessage("connection refused");
            platform.observe(SCOPE);
        }

        assertThat(asked).hasValue(10);
    }

    @Test
    void itIsTriedAgainAfterThePauseAndTakenBackWhenItAnswers() {
        LimitedPlatform platform =
                limited(
                        limits(1, Duration.ofMillis(50)),
                        () -> asked.get() == 1 ? unreachable() : Observation.NOTHING);
        assertThatThrownBy(() -> platform.observe(SCOPE)).hasMessage("connection refused");

        await().until(() -> platform.pause().isZero());

        assertThat(platform.observe(SCOPE)).isEqualTo(Observation.NOTHING);
        assertThat(platform.observe(SCOPE)).isEqualTo(Observation.NOTHING);
        assertThat(asked).hasValue(3);
    }

    @Test
    void aPlatformThatAsksToBeLeftAloneIsLeftAloneAtOnceAndForSoLong() {
        LimitedPlatform platform =
                limited(
                        CallLimits.DEFAULT,
                        () -> {
                            throw new PlatformException("too many requests", Duration.ofHours(1));
                        });
        assertThatThrownBy(() -> platform.observe(SCOPE)).hasMessage("too many requests");

        assertThatThrownBy(() -> platform.observe(SCOPE))
                .hasMessageContaining("asked to be left alone; it is asked again in 35");
        assertThat(asked).hasValue(1);
    }

    @Test
    void noMoreCallsThanAllowedAreUnderWayAtOnce() throws Exception {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CyclicBarrier pairs = new CyclicBarrier(2);
        LimitedPlatform platform =
                limited(
                        new CallLimits(2, Optional.empty(), 5, Duration.ofSeconds(30)),
                        () -> {
                            most.accumulateAndGet(now.incrementAndGet(), Math::max);
                            meet(pairs);
                            now.decrementAndGet();
                            return Observation.NOTHING;
                        });

        observeAtOnce(platform, 10);

        assertThat(asked).hasValue(10);
        assertThat(most).hasValue(2);
    }

    @Test
    void noMoreCallsThanAllowedBeginInASecond() throws Exception {
        // Turns are counted from the making of the platform on.
        long begun = System.nanoTime();
        LimitedPlatform platform =
                limited(
                        new CallLimits(64, Optional.of(20), 5, Duration.ofSeconds(30)),
                        () -> Observation.NOTHING);

        observeAtOnce(platform, 11);

        // The first has the first turn, ten more follow a twentieth of a second apart.
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .isGreaterThanOrEqualTo(Duration.ofMillis(500));
    }

    private void observeAtOnce(Platform platform, int count) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Observation>> calls =
                    IntStream.range(0, count)
                            .<Callable<Observation>>mapToObj(_ -> () -> platform.observe(SCOPE))
                            .toList();
            for (Future<Observation> each : threads.invokeAll(calls)) {
                each.get();
            }
        }
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private Observation unreachable() {
        throw new PlatformException("connection refused");
    }

    private static CallLimits limits(int faults, Duration pause) {
        return new CallLimits(16, Optional.empty(), faults, pause);
    }

    private LimitedPlatform limited(CallLimits limits, Supplier<Observation> answer) {
        return new LimitedPlatform("azure", new ObservedPlatform(answer), limits);
    }

    private final class ObservedPlatform implements Platform {
        private final Supplier<Observation> answer;

        ObservedPlatform(Supplier<Observation> answer) {
            this.answer = answer;
        }

        @Override
        public Capabilities capabilities() {
            return new Capabilities(Map.of());
        }

        @Override
        public Observation observe(Scope scope) {
            asked.incrementAndGet();
            return answer.get();
        }

        @Override
        public Outcome start(Change change, ApplyContext context) {
            started.incrementAndGet();
            return Outcome.Applied.done();
        }

        @Override
        public void close() {}
    }
}
