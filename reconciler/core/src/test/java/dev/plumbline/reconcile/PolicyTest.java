package dev.plumbline.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.gate.GatedPlan;
import dev.plumbline.gate.PolicyChange;
import dev.plumbline.ledger.LedgerEntry;
import dev.plumbline.ledger.Release;
import dev.plumbline.ledger.ReleaseOutcome;
import dev.plumbline.plan.AppliedResource;
import dev.plumbline.plan.LastApplied;
import dev.plumbline.plan.PlannedResource;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Which policy whole passes judge by: never the one that came with the change.
class PolicyTest extends ReconcileScenario {
    private static final ResourceId POLICY = new ResourceId(Kind.POLICY, "demo");
    private static final String GUARDED =
            """
            approvals:
              - resources: ["policy/*", "online-endpoint/*"]
                from: [ada]
            """;

    private void policy(String keys) throws Exception {
        write("plumbline.yml", "workspaces:\n  - name: demo\n" + keys.strip().indent(4));
    }

    /// A commit whose policy was approved and is in force.
    private void approved(String keys) throws Exception {
        policy(keys);
        commit("approved");
        Head head = head();
        AppliedResource declared =
                new PolicyChange(
                                head.specs().config(),
                                head.commit().revision().commit(),
                                Optional.empty(),
                                List.of())
                        .declared();
        Map<ResourceId, AppliedResource> resources = new HashMap<>(last().resources());
        resources.put(POLICY, declared);
        reconciler
                .ledger()
                .conclude(
                        new Release(
                                head.commit().revision(),
                                declared.declared(),
                                declared.declared(),
                                "approved",
                                ReleaseOutcome.SUCCEEDED,
                                List.of("ada"),
                                List.of(),
                                resources,
                                Set.of(),
                                List.of()));
    }

    private LastApplied last() {
        return reconciler.ledger().lastApplied();
    }

    private GatedPlan plan() {
        return reconciler.state().plan().orElseThrow();
    }

    @Test
    void theFirstPolicyIsAReleaseOfItsOwnBeforeEverythingElse() {
        settle();

        List<LedgerEntry> entries = reconciler.ledger().history(10);

        assertThat(entries.getLast().changes())
                .singleElement()
                .satisfies(change -> assertThat(change.id()).isEqualTo(POLICY));
        assertThat(last().get(POLICY).orElseThrow().spec().fields("sync").get("grace_period"))
                .hasValue(Value.text("10s"));
    }

    @Test
    void aPolicyWeakenedWithTheChangeThatItWouldLetThroughHoldsBoth() throws Exception {
        served();
        approved(GUARDED);
        policy("sync: {}");
        write("endpoint.yml", ENDPOINT_SPEC.replace("first", "second"));
        commit("let me through");

        settle();

        assertThat(plan().held())
                .containsEntry(
                        POLICY,
                        "policy/demo needs 1 approval from ada and has 0; run `plumb approve policy/demo --workspace repo/demo`")
                .containsEntry(
                        ENDPOINT,
                        "online-endpoint/fraud needs 1 approval from ada and has 0; run `plumb approve online-endpoint/fraud --workspace repo/demo`");
        assertThat(count("update online-endpoint/fraud")).isZero();
        assertThat(last().get(POLICY).orElseThrow().spec().has("approvals")).isTrue();
    }

    @Test
    void aPolicyComesIntoForceWhileAJobRunsAndTheRunIsStillRecorded() throws Exception {
        settle();
        policy("sync: {automated: false}");
        commit("by hand from now on");
        settle();
        boolean inForce = last().get(POLICY).orElseThrow().spec().fields("sync").has("automated");

        platform.finish(JOB, head().specs().graph().get(JOB).orElseThrow().produces());
        settle();

        assertThat(inForce).isTrue();
        assertThat(last().successes()).hasSize(1);
        assertThat(reconciler.ledger().history(10).getFirst().changes())
                .extracting(change -> change.id())
                .contains(JOB);
    }

    @Test
    void aPolicyThatNobodyGuardsJudgesTheSameCommit() throws Exception {
        served();
        policy("sync: {automated: false}");
        write("endpoint.yml", ENDPOINT_SPEC.replace("first", "second"));
        commit("by hand from now on");

        settle();

        assertThat(plan().held()).containsOnlyKeys(ENDPOINT);
        assertThat(last().get(POLICY).orElseThrow().spec().has("sync")).isTrue();
    }

    @Test
    void aPlanShowsThePolicyAsAChangeAndDoesNotPutItInForce() throws Exception {
        served();
        policy("sync: {automated: false}");
        commit("by hand from now on");

        GatedPlan preview = reconciler.preview(head(), Trigger.look("plan"));

        assertThat(preview.plan().changes())
                .extracting(PlannedResource::id)
                .containsExactly(POLICY);
        assertThat(preview.held()).isEmpty();
        assertThat(last().get(POLICY).orElseThrow().spec().fields("sync").has("automated"))
                .isFalse();
    }

    @Test
    void nothingIsAppliedBeforeAGuardedFirstPolicyIsInForce() throws Exception {
        policy(GUARDED);
        commit("guarded from the start");

        settle();

        assertThat(platform.started()).isEmpty();
        assertThat(plan().held(POLICY)).isPresent();
        assertThat(plan().held(JOB))
                .hasValue(
                        "policy/demo is held, and nothing is applied before the workspace has a policy; approve it first");
    }

    @Test
    void aFreezeIsEndedByTheCommitThatTakesItOut() throws Exception {
        served();
        policy("freeze: true");
        write("endpoint.yml", ENDPOINT_SPEC.replace("first", "second"));
        commit("freeze");
        settle();
        boolean isHeld = plan().held(ENDPOINT).isPresent();
        policy("sync: {}");
        commit("thaw");

        settle();

        assertThat(isHeld).isTrue();
        assertThat(count("update online-endpoint/fraud")).isOne();
    }

    @Test
    void whatAWindowHoldsIsAppliedWhenItCloses() throws Exception {
        served();
        policy("sync: {windows: [{kind: deny, schedule: \"0 11 * * *\", duration: 2h}]}");
        write("endpoint.yml", ENDPOINT_SPEC.replace("first", "second"));
        commit("at lunch");

        PassResult waiting = settle();
        long early = count("update online-endpoint/fraud");
        now = waiting.again().orElseThrow();
        settle();

        assertThat(now).isEqualTo(Instant.parse("2026-11-23T13:00:00Z"));
        assertThat(early).isZero();
        assertThat(count("update online-endpoint/fraud")).isOne();
    }

    @Test
    void thePolicyOutlivesTheAgentAndIsNotWrittenTwice() {
        served();
        int entries = reconciler.ledger().history(100).size();
        start();

        settle();

        assertThat(reconciler.ledger().history(100)).hasSize(entries);
        assertThat(last().get(POLICY)).isPresent();
    }
}
