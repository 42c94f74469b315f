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
import dev.plumbline.spec.workspace.Glob;
import dev.plumbline.spec.workspace.LiveRules;
import dev.plumbline.spec.workspace.Moves;
import dev.plumbline.spec.workspace.Policy;
import dev.plumbline.spec.workspace.WorkspaceConfig;
import dev.plumbline.spec.yaml.YamlException;
import dev.plumbline.spec.yaml.YamlReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What gates hold, and what they say.
class GateTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00.5Z");
    private static final ResourceId ENDPOINT = new ResourceId(Kind.ONLINE_ENDPOINT, "fraud");
    private static final ResourceId BLUE = ResourceId.deployment("fraud", "blue");
    private static final ResourceId TRAFFIC = new ResourceId(Kind.TRAFFIC, "fraud");
    private static final ResourceId MODEL = new ResourceId(Kind.MODEL, "fraud");
    private static final String PLAIN = "sync: {}";
    private static final String MANUAL = "sync: {automated: false}";
    private static final String NO_PRUNE = "sync: {prune: false}";
    private static final String NO_HEALING = "sync: {self_heal: false}";

    @Test
    void aPlainChangeIsLetThrough() {
        GatedPlan gated = judge(config(PLAIN), create(MODEL));

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
                Gates.judge(
                        plan(create(MODEL)),
                        new GateContext(settled(WorkspaceConfig.UNDECLARED), true, Map.of(), NOW));

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
        assertThat(requested(config(PLAIN), drift(TRAFFIC, "traffic.blue")).held()).isEmpty();
    }

    @Test
    void aCommitThatMovesTrafficDoesNotWaitForTheGracePeriod() {
        PlannedResource change =
                planned(TRAFFIC, create(TRAFFIC).verdict(), false, differing("traffic.blue"));

        assertThat(judge(config(PLAIN), change).held()).isEmpty();
    }

    @Test
    void timeDoesNotReleaseWhatWaitsForAPerson() {
        GatedPlan gated =
                Gates.judge(
                        plan(drift(TRAFFIC, "traffic.blue")),
                        new GateContext(
                                settled(config(NO_HEALING)), false, Map.of(TRAFFIC, NOW), NOW));

        assertThat(gated.held()).containsKey(TRAFFIC);
        assertThat(gated.next()).isEmpty();
    }

    @Test
    void aFreezeHoldsWhoeverAsksUntilItsEnd() {
        String freeze = "freeze: {until: \"%s\", reason: audit}";

        GatedPlan gated =
                requested(config(freeze.formatted("2026-11-24T06:00:00+01:00")), create(MODEL));

        assertThat(gated.held(MODEL))
                .hasValue(
                        "the workspace is frozen until 2026-11-24T05:00:00Z (audit); a commit that takes `freeze` out of plumbline.yml ends it");
        assertThat(gated.next()).hasValue(Instant.parse("2026-11-24T05:00:00Z"));
        assertThat(judge(config(freeze.formatted("2026-11-23T12:00:00Z")), create(MODEL)).held())
                .isEmpty();
        assertThat(judge(config("freeze: true"), create(MODEL)).next()).isEmpty();
        assertThat(judge(config("freeze: false"), create(MODEL)).held()).isEmpty();
    }

    /// It is Monday, 12:00.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "deny 0 11 2h ** | model | the deny window \"0 11 * * *\" (UTC) is open until 2026-11-23T13:00:00Z; it is applied then | 2026-11-23T13:00:00Z",
                "deny 0 13 2h ** | model | - | -",
                "deny 0 10 2h ** | model | - | -",
                "deny 0 11 2h online-endpoint/* | model | - | -",
                "deny 0 11 2h online-endpoint/* | traffic | the deny window \"0 11 * * *\" (UTC) is open until 2026-11-23T13:00:00Z; it is applied then | 2026-11-23T13:00:00Z",
                "allow 0 11 2h ** | model | - | -",
                "allow 0 18 2h ** | model | no allow window is open; \"0 18 * * *\" (UTC) opens at 2026-11-23T18:00:00Z and it is applied then | 2026-11-23T18:00:00Z",
                "allow 0 18 2h model/*, allow 0 15 1h ** | model | no allow window is open; \"0 15 * * *\" (UTC) opens at 2026-11-23T15:00:00Z and it is applied then | 2026-11-23T15:00:00Z",
                "allow 0 18 2h online-endpoint/* | model | - | -",
                "allow 0 11 4h **, deny 0 11 2h ** | model | the deny window \"0 11 * * *\" (UTC) is open until 2026-11-23T13:00:00Z; it is applied then | 2026-11-23T13:00:00Z",
                "deny 0 11 2h **, deny 0 9 8h ** | model | the deny window \"0 9 * * *\" (UTC) is open until 2026-11-23T17:00:00Z; it is applied then | 2026-11-23T17:00:00Z",
            })
    void windowsHoldAndSayWhenTheyLetGo(String windows, String what, String held, Instant next) {
        PlannedResource change = create(what.equals("model") ? MODEL : TRAFFIC);

        GatedPlan gated = requested(config(windows(windows)), change);

        assertThat(gated.held(change.id())).isEqualTo(Optional.ofNullable(held));
        assertThat(gated.next()).isEqualTo(Optional.ofNullable(next));
    }

    /// @param text as `kind minute hour duration resources`, a comma between two
    private static String windows(String text) {
        return Stream.of(text.split(", "))
                .map(each -> each.split(" "))
                .map(each ->
                        "{kind: %s, schedule: \"%s %s * * *\", duration: %s, resources: [\"%s\"]}"
                                .formatted((Object[]) each))
                .collect(Collectors.joining(", ", "sync: {windows: [", "]}"));
    }

    @Test
    void anApprovalIsWaitedForAlsoWhenAPersonAsks() {
        WorkspaceConfig config = config(approvals("model/*", 2, "@ml-leads", "ada"));

        assertThat(requested(config, create(MODEL)).held(MODEL))
                .hasValue(
                        "model/fraud needs 2 approvals from @ml-leads, ada and has 0; run `plumb approve model/fraud --workspace demo`");
    }

    @Test
    void oneApprovalFromAnyoneReadsAsOne() {
        WorkspaceConfig config = config(approvals("model/*", 1));

        assertThat(judge(config, create(MODEL)).held(MODEL))
                .hasValue(
                        "model/fraud needs 1 approval and has 0; run `plumb approve model/fraud --workspace demo`");
    }

    @Test
    void aRuleOfAnEndpointCoversItsDeploymentsItsTrafficAndNothingElse() {
        WorkspaceConfig config = config(approvals("online-endpoint/fraud", 1, "ada"));
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
        assertThat(judge(config(PLAIN), deferred).allowed()).isEmpty();
    }

    private static GatedPlan judge(WorkspaceConfig config, PlannedResource... resources) {
        return Gates.judge(plan(resources), new GateContext(settled(config), false, Map.of(), NOW));
    }

    private static GatedPlan requested(WorkspaceConfig config, PlannedResource... resources) {
        return Gates.judge(plan(resources), new GateContext(settled(config), true, Map.of(), NOW));
    }

    private static GatedPlan driftedSince(Instant since, PlannedResource drift) {
        return Gates.judge(
                plan(drift),
                new GateContext(settled(config(PLAIN)), false, Map.of(drift.id(), since), NOW));
    }

    /// A commit that declares the policy that is in force.
    private static PolicyChange settled(WorkspaceConfig config) {
        PolicyChange first = new PolicyChange(config, "head", Optional.empty(), List.of());
        return new PolicyChange(config, "head", Optional.of(first.declared()), List.of());
    }

    /// @param policy as the keys of a workspace
    static WorkspaceConfig config(String policy) {
        return new WorkspaceConfig(
                "demo",
                true,
                "local",
                List.of(Glob.of("**")),
                List.of(),
                List.of(),
                Map.of(),
                Moves.NONE,
                LiveRules.NONE,
                Policy.read(fields(policy)));
    }

    private static Fields fields(String yaml) {
        try {
            byte[] bytes = yaml.getBytes(StandardCharsets.UTF_8);
            return (Fields) YamlReader.read(bytes).orElseThrow().value();
        } catch (YamlException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String approvals(String resources, int required, String... from) {
        String names = Stream.of(from).map(each -> '"' + each + '"').toList().toString();
        return "approvals: [{resources: [\"%s\"], required: %d, from: %s}]"
                .formatted(resources, required, names);
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
                new Change.Update(
                        resource(id), Digest.ofText(""), Optional.empty(), differing(paths));
        return planned(id, new Verdict.Due(change), true, differing(paths));
    }

    private static List<FieldDiff> differing(String... paths) {
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
