package dev.plumbline.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.plan.Plan;
import dev.plumbline.plan.PlannedResource;
import dev.plumbline.plan.Verdict;
import dev.plumbline.platform.Change;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.FieldDiff;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.Resource;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Source;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.spec.workspace.ApprovalRule;
import dev.plumbline.spec.workspace.Glob;
import dev.plumbline.spec.workspace.Moves;
import dev.plumbline.spec.workspace.SyncPolicy;
import dev.plumbline.spec.workspace.WorkspaceConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What gates hold, and what they say.
class GateTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00.5Z");
    private static final ResourceId ENDPOINT = new ResourceId(Kind.ONLINE_ENDPOINT, "fraud");
    private static final ResourceId BLUE = ResourceId.deployment("fraud", "blue");
    private static final ResourceId TRAFFIC = new ResourceId(Kind.TRAFFIC, "fraud");
    private static final ResourceId MODEL = new ResourceId(Kind.MODEL, "fraud");
    private static final SyncPolicy MANUAL = new SyncPolicy(false, true, true, Duration.ofHours(1));
    private static final SyncPolicy NO_PRUNE =
            new SyncPolicy(true, false, true, Duration.ofHours(1));
    private static final SyncPolicy NO_HEALING =
            new SyncPolicy(true, true, false, Duration.ofHours(1));

    @Test
    void aPlainChangeIsLetThrough() {
        GatedPlan gated = judge(config(SyncPolicy.DEFAULT), create(MODEL));

        assertThat(gated.held()).isEmpty();
        assertThat(gated.allowed()).extracting(PlannedResource::id).containsExactly(MODEL);
    }

    @Test
    void whatIsAsDeclaredIsNeitherHeldNorAllowed() {
        GatedPlan gated =
                judge(
                        config(MANUAL),
                        planned(MODEL, new Verdict.Current(), false, List.of()),
                        planned(BLUE, new Verdict.Stalled(), false, List.of()));

        assertThat(gated.held()).isEmpty();
        assertThat(gated.allowed()).isEmpty();
    }

    @Test
    void anUndeclaredWorkspaceHoldsEverythingWhoeverAsks() {
        GatedPlan gated =
                Gate.judge(
                        plan(create(MODEL)),
                        new GateContext(WorkspaceConfig.UNDECLARED, true, Map.of(), NOW));

        assertThat(gated.held(MODEL))
                .hasValue(
                        "the repository has no plumbline.yml, so it is planned and not applied; run `plumb init` to propose one");
    }

    @Test
    void aManualWorkspaceWaitsForASync() {
        assertThat(judge(config(MANUAL), create(MODEL)).held(MODEL))
                .hasValue("sync.automated is false; run `plumb sync`");
        assertThat(requested(config(MANUAL), create(MODEL)).held()).isEmpty();
    }

    @Test
    void withoutPruneOnlyDeletesAreHeldAlsoInASyncThatAPersonAskedFor() {
        GatedPlan gated = requested(config(NO_PRUNE), create(MODEL), delete(BLUE));

        assertThat(gated.held())
                .containsOnly(
                        Map.entry(
                                BLUE,
                                "sync.prune is false; delete it by hand or set sync.prune to true"));
        assertThat(gated.allowed()).extracting(PlannedResource::id).containsExactly(MODEL);
    }

    @Test
    void withoutSelfHealDriftIsHeldAndACommitIsNot() {
        GatedPlan gated = judge(config(NO_HEALING), drift(ENDPOINT, "description"), create(MODEL));

        assertThat(gated.held())
                .containsOnly(
                        Map.entry(
                                ENDPOINT,
                                "sync.self_heal is false; run `plumb sync` to put it back"));
        assertThat(requested(config(NO_HEALING), drift(ENDPOINT, "description")).held()).isEmpty();
    }

    @Test
    void driftOfTrafficStaysForTheGracePeriod() {
        PlannedResource drift = drift(TRAFFIC, "traffic.blue");

        GatedPlan gated = driftedSince(NOW.minus(Duration.ofMinutes(20)), drift);

        assertThat(gated.held(TRAFFIC))
                .hasValue(
                        "edited on the platform; put back at 2026-11-23T12:40:00Z (grace period 1h), or now by `plumb sync`");
        assertThat(gated.next()).hasValue(NOW.plus(Duration.ofMinutes(40)));
    }

    @Test
    void driftOfScaleStaysForTheGracePeriodToo() {
        assertThat(driftedSince(NOW, drift(BLUE, "instance_count")).held()).containsKey(BLUE);
        assertThat(driftedSince(NOW, drift(BLUE, "scale_settings.max_instances")).held())
                .containsKey(BLUE);
    }

    @Test
    void driftThatIsMoreThanScaleIsPutBackAtOnce() {
        assertThat(driftedSince(NOW, drift(BLUE, "instance_count", "instance_type")).held())
                .isEmpty();
        assertThat(driftedSince(NOW, drift(ENDPOINT, "description")).held()).isEmpty();
    }

    @Test
    void theGracePeriodEnds() {
        PlannedResource drift = drift(TRAFFIC, "traffic.blue");

        GatedPlan gated = driftedSince(NOW.minus(Duration.ofHours(1)), drift);

        assertThat(gated.held()).isEmpty();
        assertThat(gated.next()).isEmpty();
    }

    @Test
    void aSyncThatAPersonAskedForDoesNotWaitForTheGracePeriod() {
        assertThat(requested(config(SyncPolicy.DEFAULT), drift(TRAFFIC, "traffic.blue")).held())
                .isEmpty();
    }

    @Test
    void aCommitThatMovesTrafficDoesNotWaitForTheGracePeriod() {
        PlannedResource change =
                planned(TRAFFIC, create(TRAFFIC).verdict(), false, fields("traffic.blue"));

        assertThat(judge(config(SyncPolicy.DEFAULT), change).held()).isEmpty();
    }

    @Test
    void timeDoesNotReleaseWhatWaitsForAPerson() {
        GatedPlan gated =
                Gate.judge(
                        plan(drift(TRAFFIC, "traffic.blue")),
                        new GateContext(config(NO_HEALING), false, Map.of(TRAFFIC, NOW), NOW));

        assertThat(gated.held()).containsKey(TRAFFIC);
        assertThat(gated.next()).isEmpty();
    }

    @Test
    void anApprovalIsWaitedForAlsoWhenAPersonAsks() {
        WorkspaceConfig config =
                config(SyncPolicy.DEFAULT)
                        .withApprovals(List.of(rule("model/*", 2, "@ml-leads", "ada")));

        assertThat(requested(config, create(MODEL)).held(MODEL))
                .hasValue("model/fraud needs 2 approvals from @ml-leads, ada and has 0");
    }

    @Test
    void oneApprovalFromAnyoneReadsAsOne() {
        WorkspaceConfig config =
                config(SyncPolicy.DEFAULT).withApprovals(List.of(rule("model/*", 1)));

        assertThat(judge(config, create(MODEL)).held(MODEL))
                .hasValue("model/fraud needs 1 approval and has 0");
    }

    @Test
    void aRuleOfAnEndpointCoversItsDeploymentsItsTrafficAndNothingElse() {
        WorkspaceConfig config =
                config(SyncPolicy.DEFAULT)
                        .withApprovals(List.of(rule("online-endpoint/fraud", 1, "ada")));
        ResourceId other = ResourceId.deployment("churn", "blue");

        GatedPlan gated =
                judge(config, create(ENDPOINT), create(BLUE), create(TRAFFIC), create(other));

        assertThat(gated.held()).containsOnlyKeys(ENDPOINT, BLUE, TRAFFIC);
    }

    @Test
    void whatIsDeferredIsHeldAheadAndNeverAllowed() {
        PlannedResource deferred =
                planned(BLUE, new Verdict.Deferred("create", Set.of(MODEL)), false, List.of());

        assertThat(judge(config(MANUAL), deferred).held()).containsKey(BLUE);
        assertThat(judge(config(SyncPolicy.DEFAULT), deferred).allowed()).isEmpty();
    }

    private static GatedPlan judge(WorkspaceConfig config, PlannedResource... resources) {
        return Gate.judge(plan(resources), new GateContext(config, false, Map.of(), NOW));
    }

    private static GatedPlan requested(WorkspaceConfig config, PlannedResource... resources) {
        return Gate.judge(plan(resources), new GateContext(config, true, Map.of(), NOW));
    }

    private static GatedPlan driftedSince(Instant since, PlannedResource drift) {
        return Gate.judge(
                plan(drift),
                new GateContext(config(SyncPolicy.DEFAULT), false, Map.of(drift.id(), since), NOW));
    }

    private static WorkspaceConfig config(SyncPolicy sync) {
        return new WorkspaceConfig(
                "demo",
                true,
                "local",
                List.of(Glob.of("**")),
                List.of(),
                List.of(),
                Map.of(),
                Moves.NONE,
                sync,
                List.of());
    }

    private static ApprovalRule rule(String resources, int required, String... from) {
        return new ApprovalRule(List.of(Glob.of(resources)), required, List.of(from));
    }

    private static Plan plan(PlannedResource... resources) {
        return new Plan("repo/demo", "head", List.of(resources));
    }

    private static PlannedResource create(ResourceId id) {
        Change change = new Change.Create(resource(id), Digest.ofText(""), Optional.empty());
        return planned(id, new Verdict.Due(change), false, List.of());
    }

    private static PlannedResource delete(ResourceId id) {
        return planned(id, new Verdict.Due(new Change.Delete(id)), false, List.of());
    }

    private static PlannedResource drift(ResourceId id, String... paths) {
        Change change =
                new Change.Update(resource(id), Digest.ofText(""), Optional.empty(), fields(paths));
        return planned(id, new Verdict.Due(change), true, fields(paths));
    }

    private static List<FieldDiff> fields(String... paths) {
        return List.of(paths).stream()
                .map(path -> new FieldDiff(path, Optional.empty(), Optional.of(Value.text("x"))))
                .toList();
    }

    private static PlannedResource planned(
            ResourceId id, Verdict verdict, boolean drift, List<FieldDiff> fields) {
        return new PlannedResource(
                id, "a.yml", verdict, "because", fields, drift, Set.of(), Optional.empty());
    }

    private static Resource resource(ResourceId id) {
        return new Resource(id, new Source("a.yml", 1), Optional.empty(), Fields.EMPTY, List.of());
    }
}
