package dev.plumbline.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.plan.AppliedResource;
import dev.plumbline.plan.Approval;
import dev.plumbline.plan.LastApplied;
import dev.plumbline.plan.Plan;
import dev.plumbline.plan.PlannedResource;
import dev.plumbline.plan.Subject;
import dev.plumbline.plan.Verdict;
import dev.plumbline.platform.Change;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.spec.workspace.Policy;
import dev.plumbline.spec.workspace.PruneGuard;
import dev.plumbline.spec.workspace.WorkspaceConfig;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which deletes wait for a confirmation.
class PruneGuardTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final ResourceId ENDPOINT = new ResourceId(Kind.ONLINE_ENDPOINT, "fraud");
    private static final ResourceId BLUE = ResourceId.deployment("fraud", "blue");
    private static final ResourceId TRAFFIC = new ResourceId(Kind.TRAFFIC, "fraud");

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "{}, 5, 5, -",
                "{}, 6, 12, -",
                "{}, 7, 12, 'the commit deletes 7 of the 12 resources of the workspace (58%), and sync.prune_guard allows 50%; run `plumb approve model/m0 --workspace repo/demo`'",
                "{max_share: 0.125}, 6, 48, -",
                "{max_share: 0.125}, 7, 48, 'the commit deletes 7 of the 48 resources of the workspace (15%), and sync.prune_guard allows 12.5%; run `plumb approve model/m0 --workspace repo/demo`'",
                "'{max_share: 0, always_allowed: 0}', 1, 100, 'the commit deletes 1 of the 100 resources of the workspace (1%), and sync.prune_guard allows 0%; run `plumb approve model/m0 --workspace repo/demo`'",
                "{max_share: 1}, 100, 100, -",
                "{confirm: [model]}, 1, 100, 'sync.prune_guard.confirm names model, so its delete has to be confirmed; run `plumb approve model/m0 --workspace repo/demo`'",
            })
    void tooLargeAShareIsHeld(String guard, int deletes, int resources, String held) {
        List<ResourceId> models =
                IntStream.range(0, resources)
                        .mapToObj(i -> new ResourceId(Kind.MODEL, "m" + i))
                        .toList();

        GatedPlan gated = judge(guard, models, models.subList(0, deletes), List.of());

        assertThat(gated.held(models.getFirst())).isEqualTo(Optional.ofNullable(held));
        assertThat(gated.holds()).hasSize(held == null ? 0 : deletes);
    }

    @Test
    void whatGoesWithAnEndpointIsReleasedByTheOneApprovalOfIt() {
        List<ResourceId> all = List.of(TRAFFIC, BLUE, ENDPOINT);
        String together =
                "it is deleted with online-endpoint/fraud, which has to be confirmed; run `plumb approve online-endpoint/fraud --workspace repo/demo`";

        GatedPlan gated = judge("{}", all, all, List.of());

        assertThat(gated.held())
                .containsOnly(
                        Map.entry(
                                ENDPOINT,
                                "sync.prune_guard.confirm names online-endpoint, so its delete has to be confirmed; run `plumb approve online-endpoint/fraud --workspace repo/demo`"),
                        Map.entry(BLUE, together),
                        Map.entry(TRAFFIC, together));
        assertThat(judge("{confirm: []}", all, all, List.of()).held()).isEmpty();
        assertThat(judge("{}", all, all, List.of(approved("delete", ENDPOINT))).held()).isEmpty();
    }

    @Test
    void anApprovalOfAPartReleasesThatPartAlone() {
        List<ResourceId> all = List.of(TRAFFIC, BLUE, ENDPOINT);

        assertThat(judge("{}", all, all, List.of(approved("delete", BLUE))).held())
                .containsOnlyKeys(TRAFFIC, ENDPOINT);
        assertThat(judge("{}", all, all, List.of(approved("delete", TRAFFIC))).held())
                .containsOnlyKeys(BLUE, ENDPOINT);
    }

    @Test
    void anEndpointTakesItsPartsAlongPastTheShareToo() {
        ResourceId other = new ResourceId(Kind.MODEL, "m0");
        List<ResourceId> all = List.of(TRAFFIC, BLUE, ENDPOINT, other);

        GatedPlan gated =
                judge(
                        "{confirm: [], always_allowed: 0}",
                        all,
                        all,
                        List.of(approved("delete", ENDPOINT)));

        assertThat(gated.held()).containsOnlyKeys(other);
        assertThat(
                        judge("{confirm: [], always_allowed: 0}", all, all, List.of())
                                .held(BLUE)
                                .orElseThrow())
                .endsWith("; run `plumb approve online-endpoint/fraud --workspace repo/demo`");
    }

    @Test
    void aDeploymentThatTakesTrafficIsHeldUnlessTheCommitMovesIt() {
        List<ResourceId> all = List.of(ENDPOINT, BLUE, TRAFFIC);
        PlannedResource moved = current(TRAFFIC);

        assertThat(judge("{}", all, List.of(BLUE), List.of()).held(BLUE).orElseThrow())
                .startsWith("it takes traffic, and nothing in the commit moves that elsewhere;");
        assertThat(judge("{}", all, List.of(BLUE), List.of(), moved).held()).isEmpty();
        assertThat(judge("{}", List.of(ENDPOINT, BLUE), List.of(BLUE), List.of()).held()).isEmpty();
    }

    @Test
    void anApprovalOfAnUpdateConfirmsNoDelete() {
        assertThat(
                        judge(
                                        "{}",
                                        List.of(ENDPOINT),
                                        List.of(ENDPOINT),
                                        List.of(approved("update", ENDPOINT)))
                                .held())
                .containsKey(ENDPOINT);
    }

    @Test
    void theFloorHoldsWhatAPolicyWouldLetGo() {
        PruneGuard floor = new PruneGuard(new BigDecimal("0.1"), 0, Set.of("job"));

        PruneGuard both = new PruneGuard(BigDecimal.ONE, 9, Set.of("model")).and(floor);

        assertThat(both)
                .isEqualTo(new PruneGuard(new BigDecimal("0.1"), 0, Set.of("job", "model")));
        assertThat(PruneGuard.DEFAULT.and(PruneGuard.NONE)).isEqualTo(PruneGuard.DEFAULT);
    }

    private static GatedPlan judge(
            String guard,
            List<ResourceId> held,
            List<ResourceId> deleted,
            List<Subject> given,
            PlannedResource... others) {
        LastApplied last =
                new LastApplied(
                        held.stream().collect(Collectors.toMap(id -> id, PruneGuardTest::applied)),
                        Set.of(),
                        Map.of());
        WorkspaceConfig config = GateTest.config("sync: {prune_guard: " + guard + "}");
        PolicyChange first = new PolicyChange(config, "head", Optional.empty(), List.of());
        PolicyChange policy =
                new PolicyChange(
                        config,
                        "head",
                        Optional.of(first.declared()),
                        new Grounds(
                                Floor.NONE,
                                new Approvals("repo/demo", last, given(given), Teams.NONE)));
        List<PlannedResource> planned = new ArrayList<>(Stream.of(others).toList());
        deleted.forEach(id -> planned.add(delete(id)));
        assertThat(Policy.read(config.policy().written()).sync()).isEqualTo(config.policy().sync());
        return Gates.judge(
                new Plan("repo/demo", "head", planned),
                new GateContext(policy, true, Map.of(), NOW));
    }

    /// What someone approved who saw this delete.
    private static Subject approved(String action, ResourceId id) {
        Optional<Digest> meaning =
                Subject.meaning("delete", id, Optional.of(applied(id)), Optional.empty());
        return new Subject(id, action, meaning.orElseThrow());
    }

    private static Function<Digest, List<Approval>> given(List<Subject> approved) {
        return meaning ->
                approved.stream()
                        .filter(subject -> subject.meaning().equals(meaning))
                        .map(subject -> new Approval("ada", subject.action()))
                        .toList();
    }

    private static PlannedResource delete(ResourceId id) {
        return planned(id, new Verdict.Due(new Change.Delete(id)));
    }

    private static PlannedResource current(ResourceId id) {
        return planned(id, new Verdict.Current());
    }

    private static PlannedResource planned(ResourceId id, Verdict verdict) {
        return new PlannedResource(
                id, "a.yml", verdict, "because", List.of(), false, Set.of(), Optional.empty());
    }

    private static AppliedResource applied(ResourceId id) {
        Fields weights = new Fields(Map.of("blue", Value.Num.of(100)));
        return new AppliedResource(
                id,
                "a.yml",
                "commit",
                id.kind() == Kind.TRAFFIC ? new Fields(Map.of("traffic", weights)) : Fields.EMPTY,
                Digest.ofText(""),
                Digest.ofText(""),
                Optional.empty(),
                Map.of());
    }
}
