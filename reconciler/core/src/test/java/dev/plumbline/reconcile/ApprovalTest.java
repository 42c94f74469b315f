package dev.plumbline.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.gate.Teams;
import dev.plumbline.plan.Subject;
import dev.plumbline.platform.Observed;
import dev.plumbline.repository.Person;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.spec.owners.CodeOwners;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What approvals let through in whole passes, and what they do not.
class ApprovalTest extends ApprovalScenario {
    private static final ResourceId POLICY = new ResourceId(Kind.POLICY, "demo");
    private static final Person ADA = new Person("ada", Set.of("ada@example.org"));
    private static final Person GRACE = new Person("grace", Set.of());
    private static final Person LINUS = new Person("linus", Set.of());

    @Test
    void aChangeIsMadeWhenEnoughPeopleApprovedItAndTheReleaseNamesThem() throws Exception {
        guarded();
        describe("second");

        approve(GRACE, ENDPOINT);
        settle();
        String held = plan().held(ENDPOINT).orElseThrow();
        approve(LINUS, ENDPOINT);
        settle();

        assertThat(held)
                .isEqualTo(
                        "online-endpoint/fraud needs 2 approvals from @leads, linus and has 1 (grace); run `plumb approve online-endpoint/fraud --workspace repo/demo`");
        assertThat(plan().held()).isEmpty();
        assertThat(count("update online-endpoint/fraud")).isOne();
        assertThat(newest().approvedBy()).containsExactly("grace", "linus");
    }

    @Test
    void approvingWithoutNamesApprovesAllThatWaits() throws Exception {
        guarded();
        describe("second");

        assertThat(approve(GRACE)).extracting(Subject::id).containsExactly(ENDPOINT);
        assertThat(approve(LINUS)).extracting(Subject::id).containsExactly(ENDPOINT);
        settle();

        assertThat(approve(GRACE)).isEmpty();
    }

    @Test
    void anApprovalOfOneContentIsNoneOfAnother() throws Exception {
        guarded();
        describe("second");
        approve(GRACE, ENDPOINT);
        approve(LINUS, ENDPOINT);
        describe("third");

        assertThat(plan().held()).containsOnlyKeys(ENDPOINT);
        assertThat(count("update online-endpoint/fraud")).isZero();
    }

    @Test
    void anApprovalHoldsForALaterCommitThatBringsTheSame() throws Exception {
        guarded();
        describe("second");
        approve(GRACE, ENDPOINT);
        approve(LINUS, ENDPOINT);
        write("README.md", "more");
        commit("something else");
        settle();

        assertThat(plan().held()).isEmpty();
        assertThat(count("update online-endpoint/fraud")).isOne();
    }

    @Test
    void twoDeploymentsOfOneDigestNeedApprovalsOfTheirOwn() throws Exception {
        guarded();
        String blue = Files.readString(folder.resolve("work/blue.yml"));
        write("blue.yml", blue.replace("instance_count: 1", "instance_count: 2"));
        commit("two instances");
        settle();
        approve(GRACE, BLUE);
        approve(LINUS, BLUE);
        write("blue.yml", blue.replace("instance_count: 1", "instance_count: 9"));
        commit("nine instances");
        settle();

        assertThat(plan().held()).containsOnlyKeys(BLUE);
    }

    @Test
    void theAuthorIsNoApproverWhoeverCommitsSomethingElseAfter() throws Exception {
        guarded();
        describe("second");
        write("README.md", "more");
        git.add().addFilepattern(".").call();
        git.commit()
                .setMessage("by another")
                .setAuthor("Linus", "linus@example.org")
                .setCommitter("Linus", "linus@example.org")
                .setSign(false)
                .call();
        settle();

        assertThatThrownBy(() -> approve(ADA, ENDPOINT))
                .isInstanceOf(ActRefused.class)
                .hasMessageContaining("ada wrote online-endpoint/fraud (commit ")
                .hasMessageContaining("someone else has to approve it");
        assertThat(approve(LINUS, ENDPOINT)).hasSize(1);
    }

    @Test
    void aCoAuthorIsNoApproverEither() throws Exception {
        guarded();
        write("endpoint.yml", ENDPOINT_SPEC.replace("first", "second"));
        commit("second\n\nCo-authored-by: Grace <grace@example.org>");
        settle();

        assertThatThrownBy(() -> approve(GRACE, ENDPOINT)).hasMessageContaining("grace wrote");
    }

    @Test
    void whoIsNotNamedCannotApprove() throws Exception {
        guarded();
        describe("second");

        assertThatThrownBy(() -> approve(new Person("eve", Set.of()), ENDPOINT))
                .hasMessage(
                        "an approval by eve does not count: online-endpoint/fraud needs 2 approvals from @leads, linus and has 0; run `plumb approve online-endpoint/fraud --workspace repo/demo`");
        assertThatThrownBy(() -> approve(GRACE, TRAFFIC))
                .hasMessage("traffic/fraud waits for no approval; `plumb approve` shows what does");
    }

    @Test
    void allRulesThatCoverAChangeHaveToBeMet() throws Exception {
        served();
        policy(
                """
                approvals:
                  - {resources: ["online-endpoint/*"], from: [grace]}
                  - {resources: ["**/fraud", "online-endpoint/fraud"], from: [linus]}
                """);
        settle();
        describe("second");
        String both = plan().held(ENDPOINT).orElseThrow();
        approve(LINUS, ENDPOINT);
        settle();

        assertThat(both)
                .startsWith(
                        "online-endpoint/fraud needs 1 approval from grace and has 0, and 1 approval from linus and has 0;");
        assertThat(plan().held(ENDPOINT).orElseThrow())
                .startsWith("online-endpoint/fraud needs 1 approval from grace and has 0;");
    }

    @Test
    void anApprovalThatWasNotUsedCanBeTakenBack() throws Exception {
        guarded();
        describe("second");
        approve(GRACE, ENDPOINT);
        desk().revoke(reconciler.state(), GRACE, Set.of(), Optional.of("wait"));
        approve(LINUS, ENDPOINT);
        settle();

        assertThat(plan().held(ENDPOINT).orElseThrow()).contains("has 1 (linus)");
        assertThatThrownBy(
                        () -> desk().revoke(reconciler.state(), GRACE, Set.of(), Optional.empty()))
                .hasMessageContaining("there is no approval by grace");
    }

    @Test
    void whatWasAppliedIsNotTakenBack() throws Exception {
        guarded();
        describe("second");
        approve(GRACE, ENDPOINT);
        approve(LINUS, ENDPOINT);
        settle();

        assertThatThrownBy(
                        () -> desk().revoke(reconciler.state(), GRACE, Set.of(), Optional.empty()))
                .hasMessageContaining("what was applied is undone by a commit");
    }

    @Test
    void aLostDataDirectoryLosesNoApproval() throws Exception {
        guarded();
        describe("second");
        approve(GRACE, ENDPOINT);
        approve(LINUS, ENDPOINT);
        start();
        settle();

        assertThat(count("update online-endpoint/fraud")).isOne();
    }

    @Test
    void whatIsNotKnownYetCannotBeApproved() throws Exception {
        policy("approvals: [{resources: [\"online-endpoint/*\"], from: [grace, linus]}]");
        settle();
        String deployment =
                Files.readString(folder.resolve("work/blue.yml"))
                        .replace("azureml:fraud:1", "azureml:fraud@latest");
        write("blue.yml", deployment);
        commit("the newest model");
        settle();

        assertThat(plan().held(BLUE).orElseThrow())
                .contains("it can be approved once it is known, after job/train");
        assertThatThrownBy(() -> approve(GRACE, BLUE))
                .hasMessageContaining("online-deployment/fraud/blue cannot be approved yet");
        platform.finish(JOB, head().specs().graph().get(JOB).orElseThrow().produces());
        settle();
        assertThat(approve(GRACE, BLUE)).hasSize(1);
    }

    @Test
    void aPolicyThatGuardsEverythingIsReleasedByApprovalsOfTheOldAndTheNew() throws Exception {
        policy("approvals: [{resources: [\"**\"], from: [grace]}]");
        settle();
        assertThat(plan().held(ENDPOINT).orElseThrow())
                .contains("before the workspace has a policy");
        approve(GRACE, POLICY);
        settle();
        assertThat(newest().approvedBy()).containsExactly("grace");

        policy("approvals: [{resources: [\"policy/*\"], from: [linus]}]");
        settle();
        approve(GRACE, POLICY);
        settle();
        String held = plan().held(POLICY).orElseThrow();
        approve(LINUS, POLICY);
        settle();

        assertThat(held).startsWith("policy/demo needs 1 approval from linus and has 0;");
        assertThat(plan().held()).isEmpty();
    }

    @Test
    void puttingBackWhatWasApprovedNeedsNoOtherApproval() throws Exception {
        guarded();
        describe("second");
        approve(GRACE, ENDPOINT);
        approve(LINUS, ENDPOINT);
        settle();
        platform.edit(ENDPOINT, live("by hand"), "someone");
        settle();

        assertThat(plan().held()).doesNotContainKey(ENDPOINT);
        assertThat(count("update online-endpoint/fraud")).isEqualTo(2);
    }

    /// The endpoint as the platform holds it, with another description.
    private Fields live(String description) {
        Fields live = ((Observed.Service) platform.find(ENDPOINT).orElseThrow()).live();
        return live.with("description", Value.text(description));
    }

    @Test
    void anApprovedDeleteIsNoApprovalOfTheNextOne() throws Exception {
        guarded();
        String blue = Files.readString(folder.resolve("work/blue.yml"));
        delete();
        assertThat(approve(GRACE)).extracting(Subject::action).containsOnly("delete");
        approve(LINUS);
        settle();
        assertThat(count("delete online-endpoint/fraud")).isOne();

        write("endpoint.yml", ENDPOINT_SPEC);
        write("blue.yml", blue);
        commit("again");
        settle();
        while (!approve(GRACE).isEmpty()) {
            approve(LINUS);
            settle();
        }
        delete();

        assertThat(plan().held()).containsKey(ENDPOINT);
        assertThat(count("delete online-endpoint/fraud")).isOne();
    }

    private void delete() throws Exception {
        Files.deleteIfExists(folder.resolve("work/endpoint.yml"));
        Files.deleteIfExists(folder.resolve("work/blue.yml"));
        commit("delete");
        settle();
    }

    @Test
    void theAuditFindsAChangeThatWasNotApproved() throws Exception {
        guarded();
        describe("second");
        approve(GRACE, ENDPOINT);
        approve(LINUS, ENDPOINT);
        settle();
        Teams others = new Teams(Map.of("leads", Set.of("ada")));

        assertThat(
                        reconciler
                                .ledger()
                                .audit(new ApprovalAudit("demo", others, CodeOwners.NOWHERE))
                                .findings())
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.message())
                                .isEqualTo(
                                        "tells of update online-endpoint/fraud without the approvals: online-endpoint/fraud needs 2 approvals from @leads, linus and has 1 (linus)"));
    }
}
