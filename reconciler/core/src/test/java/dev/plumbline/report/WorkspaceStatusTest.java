package dev.plumbline.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.gate.GatedPlan;
import dev.plumbline.gate.Hold;
import dev.plumbline.gate.Interventions;
import dev.plumbline.plan.AppliedResource;
import dev.plumbline.plan.LastApplied;
import dev.plumbline.plan.Plan;
import dev.plumbline.plan.PlannedResource;
import dev.plumbline.plan.Verdict;
import dev.plumbline.platform.Change;
import dev.plumbline.platform.Health;
import dev.plumbline.platform.Observation;
import dev.plumbline.platform.Observed;
import dev.plumbline.platform.Observed.RunStatus;
import dev.plumbline.reconcile.WorkspaceState;
import dev.plumbline.repository.CommitInfo;
import dev.plumbline.repository.Revision;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.Resource;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Source;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.spec.problem.Position;
import dev.plumbline.spec.problem.Problem;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// How what a pass found is summed up.
class WorkspaceStatusTest {
    private static final ResourceId ENDPOINT = new ResourceId(Kind.ONLINE_ENDPOINT, "fraud");
    private static final ResourceId BLUE = ResourceId.deployment("fraud", "blue");
    private static final ResourceId MODEL = new ResourceId(Kind.MODEL, "fraud");
    private static final ResourceId JOB = new ResourceId(Kind.JOB, "train");
    private static final Verdict CURRENT = new Verdict.Current();
    private static final Digest DIGEST = Digest.ofText("meaning");
    private static final String COMMIT = "0123456789012345678901234567890123456789";

    private final Map<ResourceId, Observed> there = new HashMap<>();
    private final Map<ResourceId, List<Hold>> held = new HashMap<>();
    private final Map<ResourceId, String> failures = new HashMap<>();
    private List<Problem> problems = List.of();
    private Optional<String> fault = Optional.empty();

    @Test
    void aWorkspaceThatIsAsDeclaredIsSyncedAndHealthy() {
        observe(ENDPOINT, Health.HEALTHY);

        WorkspaceStatus status = status(planned(ENDPOINT, CURRENT));

        assertThat(status.sync()).isEqualTo(SyncStatus.SYNCED);
        assertThat(status.health()).isEqualTo(Health.HEALTHY);
        assertThat(status.message()).isEmpty();
        assertThat(status.revision()).isEqualTo(COMMIT);
        assertThat(status.resources())
                .containsExactly(
                        new ResourceStatus(
                                ENDPOINT,
                                Optional.empty(),
                                SyncStatus.SYNCED,
                                Health.HEALTHY,
                                "because",
                                Optional.of("applied-by")));
    }

    @Test
    void oneChangeMakesTheWorkspaceOutOfSync() {
        observe(ENDPOINT, Health.HEALTHY);
        observe(BLUE, Health.HEALTHY);

        WorkspaceStatus status = status(planned(ENDPOINT, CURRENT), planned(BLUE, due(BLUE)));

        assertThat(status.sync()).isEqualTo(SyncStatus.OUT_OF_SYNC);
        assertThat(status.resources())
                .extracting(ResourceStatus::sync)
                .containsExactly(SyncStatus.SYNCED, SyncStatus.OUT_OF_SYNC);
    }

    @Test
    void whatIsToBeDeletedCountsForTheWorkspaceAndIsNoDeclaredResource() {
        observe(ENDPOINT, Health.HEALTHY);
        observe(BLUE, Health.DEGRADED);

        WorkspaceStatus status =
                status(
                        planned(ENDPOINT, CURRENT),
                        planned(BLUE, new Verdict.Due(new Change.Delete(BLUE))));

        assertThat(status.sync()).isEqualTo(SyncStatus.OUT_OF_SYNC);
        assertThat(status.health()).isEqualTo(Health.HEALTHY);
        assertThat(status.resources()).extracting(ResourceStatus::id).containsExactly(ENDPOINT);
    }

    @Test
    void theWorstHealthIsTheHealthOfTheWorkspace() {
        assertThat(healthOf(Health.HEALTHY, Health.SUSPENDED)).isEqualTo(Health.SUSPENDED);
        assertThat(healthOf(Health.SUSPENDED, Health.PROGRESSING)).isEqualTo(Health.PROGRESSING);
        assertThat(healthOf(Health.PROGRESSING, Health.MISSING)).isEqualTo(Health.MISSING);
        assertThat(healthOf(Health.MISSING, Health.DEGRADED)).isEqualTo(Health.DEGRADED);
    }

    @Test
    void whatIsStalledIsDegradedAndWhatIsUnderWayProgresses() {
        WorkspaceStatus status =
                status(planned(JOB, new Verdict.Underway()), planned(BLUE, new Verdict.Stalled()));

        assertThat(status.resources())
                .extracting(ResourceStatus::health)
                .containsExactly(Health.PROGRESSING, Health.DEGRADED);
        assertThat(status.sync()).isEqualTo(SyncStatus.OUT_OF_SYNC);
    }

    @Test
    void whatIsNotThereYetIsMissing() {
        WorkspaceStatus status =
                status(
                        planned(ENDPOINT, due(ENDPOINT)),
                        planned(BLUE, new Verdict.Deferred("create", Set.of(JOB))));

        assertThat(status.resources())
                .extracting(ResourceStatus::health)
                .containsOnly(Health.MISSING);
    }

    @Test
    void aSuccessThatThePlatformForgotIsHealthy() {
        assertThat(status(planned(JOB, CURRENT)).health()).isEqualTo(Health.HEALTHY);
    }

    @Test
    void whatIsAsDeclaredAndUnhealthyIsSyncedAndDegraded() {
        observe(BLUE, Health.DEGRADED);

        WorkspaceStatus status = status(planned(BLUE, CURRENT));

        assertThat(status.sync()).isEqualTo(SyncStatus.SYNCED);
        assertThat(status.health()).isEqualTo(Health.DEGRADED);
    }

    @Test
    void whatFailedIsDegradedAndSaysWhy() {
        observe(ENDPOINT, Health.HEALTHY);
        failures.put(ENDPOINT, "no network");

        ResourceStatus status = status(planned(ENDPOINT, due(ENDPOINT))).resources().getFirst();

        assertThat(status.health()).isEqualTo(Health.DEGRADED);
        assertThat(status.message()).isEqualTo("failed, tried again: no network");
    }

    @Test
    void whatIsHeldSaysWhatItWaitsFor() {
        observe(ENDPOINT, Health.HEALTHY);
        held.put(
                ENDPOINT,
                List.of(
                        Hold.forAPerson(
                                Hold.Gate.MANUAL_SYNC,
                                "sync.automated is false; run `plumb sync`")));

        ResourceStatus status = status(planned(ENDPOINT, due(ENDPOINT))).resources().getFirst();

        assertThat(status.health()).isEqualTo(Health.HEALTHY);
        assertThat(status.message()).isEqualTo("held: sync.automated is false; run `plumb sync`");
    }

    @Test
    void anAssetHasItsVersionOnceItIsThere() {
        there.put(MODEL, new Observed.Asset(MODEL, List.of(version("3")), false));

        assertThat(status(planned(MODEL, CURRENT)).resources().getFirst().version()).hasValue("3");
        assertThat(status(planned(MODEL, due(MODEL))).resources().getFirst().version()).isEmpty();
    }

    @Test
    void aJobHasItsNewestRunOfWhatIsDeclared() {
        there.put(
                JOB,
                new Observed.Job(
                        JOB,
                        List.of(run("run-1", DIGEST), run("run-2", Digest.ofText("other"))),
                        Fields.EMPTY,
                        Optional.empty(),
                        false));

        assertThat(status(planned(JOB, CURRENT)).resources().getFirst().version())
                .hasValue("run-1");
    }

    @Test
    void anUnreadablePlatformIsUnknownAndSaysWhy() {
        fault = Optional.of("the platform is away");

        WorkspaceStatus status = status(planned(ENDPOINT, CURRENT));

        assertThat(status.sync()).isEqualTo(SyncStatus.UNKNOWN);
        assertThat(status.message()).isEqualTo("the platform is away");
        assertThat(status.resources())
                .extracting(ResourceStatus::sync)
                .containsExactly(SyncStatus.UNKNOWN);
    }

    @Test
    void aWorkspaceThatNobodyLookedAtIsUnknown() {
        WorkspaceState unseen =
                new WorkspaceState(
                        "repo/demo",
                        Optional.empty(),
                        Optional.empty(),
                        Observation.NOTHING,
                        LastApplied.NOTHING,
                        List.of(),
                        Optional.empty(),
                        Map.of(),
                        Set.of(),
                        Interventions.NONE,
                        false);

        assertThat(WorkspaceStatus.of(unseen).sync()).isEqualTo(SyncStatus.UNKNOWN);
        assertThat(WorkspaceStatus.of(unseen).revision()).isEmpty();
    }

    @Test
    void aBrokenCommitIsOutOfSyncAndDegradedAndNamesItsFirstProblem() {
        Position second = new Position(2, 1);
        problems =
                List.of(
                        Problem.error("a.yml", second, "schema", "auth_mod is unknown"),
                        Problem.error("b.yml", second, "schema", "name is missing"));
        observe(ENDPOINT, Health.HEALTHY);

        WorkspaceStatus status = status(planned(ENDPOINT, CURRENT));

        assertThat(status.sync()).isEqualTo(SyncStatus.OUT_OF_SYNC);
        assertThat(status.health()).isEqualTo(Health.DEGRADED);
        assertThat(status.message())
                .isEqualTo(
                        "the commit is not applied: a.yml:2:1: auth_mod is unknown (and 1 more)");
    }

    private Health healthOf(Health endpoint, Health deployment) {
        observe(ENDPOINT, endpoint);
        observe(BLUE, deployment);
        Health health = status(planned(ENDPOINT, CURRENT), planned(BLUE, CURRENT)).health();
        observe(ENDPOINT, deployment);
        observe(BLUE, endpoint);
        assertThat(status(planned(ENDPOINT, CURRENT), planned(BLUE, CURRENT)).health())
                .isEqualTo(health);
        return health;
    }

    private void observe(ResourceId id, Health health) {
        there.put(
                id,
                new Observed.Service(
                        id, Fields.EMPTY, health, "", Optional.empty(), Optional.empty()));
    }

    private WorkspaceStatus status(PlannedResource... resources) {
        Plan plan = new Plan("repo/demo", COMMIT, List.of(resources));
        LastApplied last = new LastApplied(Map.of(ENDPOINT, applied(ENDPOINT)), Set.of(), Map.of());
        return WorkspaceStatus.of(
                new WorkspaceState(
                        "repo/demo",
                        Optional.of(commit()),
                        Optional.of(new GatedPlan(plan, held, Optional.empty())),
                        new Observation(there, Set.of()),
                        last,
                        problems,
                        fault,
                        failures,
                        Set.of(),
                        Interventions.NONE,
                        true));
    }

    private static CommitInfo commit() {
        return new CommitInfo(
                new Revision(COMMIT),
                "Ada",
                "ada@example.org",
                Instant.EPOCH,
                "first",
                "first",
                List.of());
    }

    private static PlannedResource planned(ResourceId id, Verdict verdict) {
        return new PlannedResource(
                id,
                "a.yml",
                verdict,
                "because",
                List.of(),
                false,
                Set.of(),
                Optional.of(applied(id)));
    }

    private static AppliedResource applied(ResourceId id) {
        Optional<String> version = id.kind() == Kind.MODEL ? Optional.of("3") : Optional.empty();
        return new AppliedResource(
                id, "a.yml", "applied-by", Fields.EMPTY, DIGEST, DIGEST, version, Map.of());
    }

    /// Something to do; which change it is does not matter here, unless it is a delete.
    private static Verdict due(ResourceId id) {
        return new Verdict.Due(
                new Change.Update(
                        new Resource(
                                id,
                                new Source("a.yml", 1),
                                Optional.empty(),
                                Fields.EMPTY,
                                List.of()),
                        DIGEST,
                        Optional.empty(),
                        List.of()));
    }

    private static Observed.Version version(String version) {
        return new Observed.Version(
                version,
                Optional.of(DIGEST),
                Fields.EMPTY,
                Health.HEALTHY,
                "",
                Optional.empty(),
                Optional.empty());
    }

    private static Observed.Run run(String id, Digest digest) {
        return new Observed.Run(id, digest, RunStatus.SUCCEEDED, Map.of(), "");
    }
}
