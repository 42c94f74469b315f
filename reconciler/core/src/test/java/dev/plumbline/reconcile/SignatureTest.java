package dev.plumbline.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.gate.Floor;
import dev.plumbline.gate.GatedPlan;
import dev.plumbline.gate.Hold;
import dev.plumbline.plan.PlannedResource;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What commits that are not trusted bring: nothing, whoever asks.
class SignatureTest extends ReconcileScenario {
    private static final ResourceId POLICY = new ResourceId(Kind.POLICY, "demo");
    private final Set<String> trusted = new HashSet<>();

    SignatureTest() {
        floor =
                Floor.NONE.trusting(commit ->
                        trusted.contains(commit)
                                ? Optional.empty()
                                : Optional.of("commit " + commit + " is not signed"));
    }

    private GatedPlan plan() {
        return reconciler.state().plan().orElseThrow();
    }

    private String trustHead() {
        String commit = head().commit().revision().commit();
        trusted.add(commit);
        return commit;
    }

    @Test
    void anUnsignedFirstCommitAppliesNothingNotEvenItsPolicy() {
        settle();

        assertThat(plan().holds().keySet())
                .containsAll(plan().plan().changes().stream().map(PlannedResource::id).toList())
                .contains(POLICY);
        assertThat(plan().holds().values())
                .allSatisfy(holds ->
                        assertThat(holds.getFirst().gate()).isEqualTo(Hold.Gate.SIGNATURE));
        assertThat(platform.started()).isEmpty();
        assertThat(reconciler.ledger().history(10)).isEmpty();
    }

    @Test
    void anUnsignedCommitChangesNeitherPolicyNorResourcesAndASignedOneOnTopDoes() throws Exception {
        trustHead();
        served();
        write("plumbline.yml", "workspaces:\n  - name: demo\n    sync: {prune: false}\n");
        write("endpoint.yml", ENDPOINT_SPEC.replace("first", "second"));
        commit("unsigned");
        reconciler.pass(head(), Trigger.requested("plumb sync"));
        settle();
        List<ResourceId> held = List.copyOf(plan().holds().keySet());
        long before = count("update online-endpoint/fraud");

        write("README.md", "signed");
        commit("signed");
        trustHead();
        settle();

        assertThat(held).contains(POLICY, ENDPOINT);
        assertThat(before).isZero();
        assertThat(plan().holds()).isEmpty();
        assertThat(count("update online-endpoint/fraud")).isOne();
    }

    @Test
    void anApprovalDoesNotStandInForASignature() throws Exception {
        trustHead();
        served();
        write("endpoint.yml", ENDPOINT_SPEC.replace("first", "second"));
        commit("unsigned");
        settle();

        assertThat(plan().awaitingApproval()).isEmpty();
        assertThat(plan().held(ENDPOINT).orElseThrow()).endsWith("is not signed");
    }
}
