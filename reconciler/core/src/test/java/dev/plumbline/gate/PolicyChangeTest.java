package dev.plumbline.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.plan.AppliedResource;
import dev.plumbline.plan.PlannedResource;
import dev.plumbline.resource.FieldDiff;
import dev.plumbline.spec.workspace.ApprovalRule;
import dev.plumbline.spec.workspace.Glob;
import dev.plumbline.spec.workspace.SyncPolicy;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a change of a policy waits for, and what is judged by which policy.
class PolicyChangeTest {
    private static final String GUARDED =
            "{sync: {prune: false}, approvals: [{resources: [\"policy/*\"], from: [ada]}]}";
    private static final String OPEN = "{sync: {prune: false}}";
    private static final List<ApprovalRule> FLOOR =
            List.of(new ApprovalRule(List.of(Glob.of("policy/*")), 2, List.of("@admins")));

    @Test
    void thePolicyInForceIsNoChangeHoweverItIsWritten() {
        PolicyChange change = change("{sync: {automated: true, grace_period: 60m}}", "{}");

        assertThat(change.planned()).isEmpty();
        assertThat(change.hold().map(Hold::reason)).isEmpty();
        assertThat(change.takesEffect()).isFalse();
    }

    @Test
    void aChangeNamesItsFields() {
        PlannedResource change =
                change("{sync: {prune: false}}", "{sync: {prune: true}}").planned().orElseThrow();

        assertThat(change.id()).hasToString("policy/demo");
        assertThat(change.verdict().action()).isEqualTo("update");
        assertThat(change.fields()).extracting(FieldDiff::path).containsExactly("sync.prune");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                OPEN + " | {} |",
                GUARDED
                        + " | {} | policy/demo needs 1 approval from ada and has 0; run `plumb approve policy/demo --workspace demo`",
                "{} | "
                        + GUARDED
                        + " | policy/demo needs 1 approval from ada and has 0; run `plumb approve policy/demo --workspace demo`",
                "{approvals: [{resources: ['**']}]} | {} | policy/demo needs 1 approval and has 0; run `plumb approve policy/demo --workspace demo`",
                "{approvals: [{resources: ['policy/other']}]} | {} |",
                "{approvals: [{resources: ['model/*']}]} | {} |",
            })
    void theOldAndTheNewPolicySayWhoseApprovalAChangeNeeds(
            String inForce, String declared, String held) {
        PolicyChange change = change(inForce, declared);

        assertThat(change.hold().map(Hold::reason)).isEqualTo(Optional.ofNullable(held));
        assertThat(change.takesEffect()).isEqualTo(held == null);
    }

    @Test
    void theFloorHoldsAPolicyThatDemandsNothing() {
        PolicyChange change =
                new PolicyChange(GateTest.config(OPEN), "head", Optional.empty(), FLOOR);

        assertThat(change.hold().map(Hold::reason))
                .hasValue(
                        "policy/demo needs 2 approvals from @admins and has 0; run `plumb approve policy/demo --workspace demo`");
    }

    @Test
    void whileAChangeIsHeldTheOldPolicyJudges() {
        PolicyChange change = change(GUARDED, "{}");

        assertThat(change.rules().orElseThrow().sync().prune()).isFalse();
    }

    @Test
    void aChangeThatNothingHoldsJudgesAtOnce() {
        PolicyChange change = change(OPEN, "{}");

        assertThat(change.rules().orElseThrow().sync()).isEqualTo(SyncPolicy.DEFAULT);
    }

    @Test
    void theFloorIsPartOfWhateverJudges() {
        PolicyChange settled =
                new PolicyChange(GateTest.config(OPEN), "head", applied(OPEN), FLOOR);

        assertThat(settled.planned()).isEmpty();
        assertThat(settled.rules().orElseThrow().approvals()).isEqualTo(FLOOR);
    }

    @Test
    void underAFirstPolicyThatIsHeldThereIsNone() {
        PolicyChange change =
                new PolicyChange(GateTest.config(GUARDED), "head", Optional.empty(), List.of());

        assertThat(change.planned().orElseThrow().verdict().action()).isEqualTo("create");
        assertThat(change.rules()).isEmpty();
    }

    private static PolicyChange change(String inForce, String declared) {
        return new PolicyChange(GateTest.config(declared), "head", applied(inForce), List.of());
    }

    private static Optional<AppliedResource> applied(String policy) {
        return Optional.of(
                new PolicyChange(GateTest.config(policy), "before", Optional.empty(), List.of())
                        .declared());
    }
}
