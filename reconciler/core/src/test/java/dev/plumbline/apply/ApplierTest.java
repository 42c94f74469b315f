package dev.plumbline.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.gate.GatedPlan;
import dev.plumbline.plan.Plan;
import dev.plumbline.plan.PlannedResource;
import dev.plumbline.plan.Verdict;
import dev.plumbline.platform.ApplyContext;
import dev.plumbline.platform.Outcome;
import dev.plumbline.platform.Platform;
import dev.plumbline.platform.PlatformException;
import dev.plumbline.platform.TestingPlatform;
import dev.plumbline.platform.limit.CallLimits;
import dev.plumbline.platform.limit.LimitedPlatform;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What is started, in which order, and what a failure stops.
class ApplierTest {
    private static final ResourceId MODEL = new ResourceId(Kind.MODEL, "fraud");
    private static final ResourceId JOB = new ResourceId(Kind.JOB, "train");
    private static final ResourceId ENDPOINT = new ResourceId(Kind.ONLINE_ENDPOINT, "fraud");
    private static final ResourceId BLUE = ResourceId.deployment("fraud", "blue");
    private static final ResourceId TRAFFIC = new ResourceId(Kind.TRAFFIC, "fraud");
    private static final ApplyContext CONTEXT =
            new ApplyContext("repo/demo", "head", "Ada", _ -> InputStream.nullInputStream());

    private final TestingPlatform platform = new TestingPlatform();

    @Test
    void everythingIsStartedAfterWhatItNeeds() {
        apply(
                platform,
                Plans.create(MODEL),
                Plans.create(ENDPOINT),
                Plans.create(BLUE, MODEL, ENDPOINT),
                Plans.create(TRAFFIC, ENDPOINT, BLUE));

        assertThat(platform.started())
                .hasSize(4)
                .endsWith("create online-deployment/fraud/blue", "create traffic/fraud");
    }

    @Test
    void deletesAreStartedInTheReverseOrder() {
        apply(
                platform,
                Plans.delete(TRAFFIC),
                Plans.delete(BLUE, TRAFFIC),
                Plans.delete(ENDPOINT, TRAFFIC, BLUE));

        assertThat(platform.started())
                .containsExactly(
                        "delete traffic/fraud",
                        "delete online-deployment/fraud/blue",
                        "delete online-endpoint/fraud");
    }

    @Test
    void whatIsNeededAndIsAsDeclaredOrInNoPlanIsMet() {
        Map<ResourceId, Outcome> outcomes =
                apply(
                        platform,
                        Plans.planned(ENDPOINT, new Verdict.Current()),
                        Plans.create(BLUE, MODEL, ENDPOINT));

        assertThat(outcomes).containsOnlyKeys(BLUE);
    }

    @Test
    void oneFailureStopsWhatDependsOnItAndNothingElse() {
        platform.failChangesOf(MODEL);

        Map<ResourceId, Outcome> outcomes =
                apply(
                        platform,
                        Plans.create(MODEL),
                        Plans.create(ENDPOINT),
                        Plans.create(BLUE, MODEL, ENDPOINT),
                        Plans.create(TRAFFIC, ENDPOINT));

        assertThat(outcomes).containsOnlyKeys(MODEL, ENDPOINT, TRAFFIC);
        assertThat(outcomes.get(MODEL)).isEqualTo(new Outcome.Failed("told to fail", true));
        assertThat(outcomes.get(TRAFFIC)).isEqualTo(Outcome.Applied.done());
    }

    @Test
    void whatWasOnlyStartedIsNotMet() {
        Map<ResourceId, Outcome> outcomes =
                apply(platform, Plans.run(JOB), Plans.create(BLUE, JOB));

        assertThat(outcomes).containsOnlyKeys(JOB);
        assertThat(outcomes.get(JOB)).isInstanceOf(Outcome.Started.class);
    }

    @Test
    void whatThePlatformThrowsIsAFailureThatIsTriedAgain() {
        Platform thrower =
                new StartingPlatform(change -> {
                    if (change.id().equals(MODEL)) {
                        throw new IllegalStateException("the disk is full");
                    }
                    return Outcome.Applied.done();
                });

        Map<ResourceId, Outcome> outcomes =
                apply(thrower, Plans.create(MODEL), Plans.create(ENDPOINT));

        assertThat(outcomes)
                .containsEntry(MODEL, new Outcome.Failed("the disk is full", true))
                .containsEntry(ENDPOINT, Outcome.Applied.done());
    }

    @Test
    void asManyAreStartedAtOnceAsAreAllowedAndNoMore() {
        Rendezvous rendezvous = new Rendezvous(3);
        PlannedResource[] models =
                IntStream.range(0, 9)
                        .mapToObj(i -> Plans.create(new ResourceId(Kind.MODEL, "m" + i)))
                        .toArray(PlannedResource[]::new);

        Map<ResourceId, Outcome> outcomes =
                new Applier(new StartingPlatform(rendezvous::start), 3, () -> false)
                        .apply(Plans.of(models), List.of(models), CONTEXT);

        assertThat(outcomes).hasSize(9);
        assertThat(outcomes.values()).allMatch(Outcome.Applied.class::isInstance);
        assertThat(rendezvous.most()).isEqualTo(3);
    }

    @Test
    void nothingWaitsForWhatItDoesNotNeed() {
        CountDownLatch blueStarted = new CountDownLatch(1);
        Platform slow =
                new StartingPlatform(change -> {
                    if (change.id().equals(BLUE)) {
                        blueStarted.countDown();
                    }
                    return change.id().equals(TRAFFIC) && !arrives(blueStarted)
                            ? new Outcome.Failed("the deployment waited for it", false)
                            : Outcome.Applied.done();
                });

        Map<ResourceId, Outcome> outcomes =
                apply(slow, Plans.create(MODEL), Plans.create(TRAFFIC), Plans.create(BLUE, MODEL));

        assertThat(outcomes.values()).hasSize(3).allMatch(Outcome.Applied.class::isInstance);
    }

    @Test
    void nothingMoreIsStartedOnceSomethingNewerWaits() {
        PlannedResource[] models =
                IntStream.range(0, 9)
                        .mapToObj(i -> Plans.create(new ResourceId(Kind.MODEL, "m" + i)))
                        .toArray(PlannedResource[]::new);

        Map<ResourceId, Outcome> outcomes =
                new Applier(platform, 1, () -> platform.started().size() == 2)
                        .apply(Plans.of(models), List.of(models), CONTEXT);

        assertThat(outcomes).containsOnlyKeys(models[0].id(), models[1].id());
        assertThat(platform.started()).containsExactly("create model/m0", "create model/m1");
    }

    @Test
    void whatThePlatformDoesNotTakeNowIsNoFailure() {
        AtomicInteger sent = new AtomicInteger();
        Platform away =
                new LimitedPlatform(
                        "azure",
                        new StartingPlatform(_ -> {
                            sent.incrementAndGet();
                            throw new PlatformException("429", Duration.ofMinutes(10));
                        }),
                        CallLimits.DEFAULT);
        PlannedResource[] changes = {
            Plans.create(MODEL), Plans.create(ENDPOINT, MODEL), Plans.create(JOB)
        };

        Map<ResourceId, Outcome> outcomes =
                new Applier(away, 1, () -> false)
                        .apply(Plans.of(changes), List.of(changes), CONTEXT);

        assertThat(outcomes).containsOnly(Map.entry(MODEL, new Outcome.Failed("429", true)));
        assertThat(sent).hasValue(1);
    }

    private static boolean arrives(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatIsAllowedAndWhatNeedsOnlyThatAreCandidates() {
        assertThat(
                        candidates(
                                Plans.allowed(
                                        Plans.create(MODEL),
                                        Plans.planned(ENDPOINT, new Verdict.Current()),
                                        Plans.create(BLUE, MODEL, ENDPOINT))))
                .containsExactly(MODEL, BLUE);
    }

    @Test
    void whatNeedsSomethingHeldIsNoCandidateNorIsWhatNeedsThat() {
        assertThat(
                        candidates(
                                Plans.held(
                                        MODEL,
                                        Plans.create(MODEL),
                                        Plans.create(ENDPOINT),
                                        Plans.create(BLUE, MODEL, ENDPOINT),
                                        Plans.create(TRAFFIC, ENDPOINT, BLUE))))
                .containsExactly(ENDPOINT);
    }

    @Test
    void whatNeedsSomethingStalledUnderWayOrDeferredIsNoCandidate() {
        for (Verdict verdict :
                List.of(
                        new Verdict.Stalled(),
                        new Verdict.Underway(),
                        new Verdict.Deferred("create", Set.of(JOB)))) {
            assertThat(
                            candidates(
                                    Plans.allowed(
                                            Plans.planned(MODEL, verdict),
                                            Plans.create(BLUE, MODEL))))
                    .as("after %s", verdict)
                    .isEmpty();
        }
    }

    @Test
    void whatHasToPauseIsNoCandidateNorIsWhatNeedsIt() {
        List<PlannedResource> candidates =
                Applier.candidates(
                        Plans.allowed(
                                Plans.create(MODEL),
                                Plans.create(ENDPOINT),
                                Plans.create(BLUE, MODEL, ENDPOINT)),
                        id -> !id.equals(MODEL));

        assertThat(candidates).extracting(PlannedResource::id).containsExactly(ENDPOINT);
    }

    private static List<ResourceId> candidates(GatedPlan gated) {
        return Applier.candidates(gated, _ -> true).stream().map(PlannedResource::id).toList();
    }

    private static Map<ResourceId, Outcome> apply(Platform on, PlannedResource... resources) {
        Plan plan = Plans.of(resources);
        List<PlannedResource> due =
                plan.resources().stream()
                        .filter(each -> each.verdict() instanceof Verdict.Due)
                        .toList();
        return new Applier(on, 4, () -> false).apply(plan, due, CONTEXT);
    }
}
