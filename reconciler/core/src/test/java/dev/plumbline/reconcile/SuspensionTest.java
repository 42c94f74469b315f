package dev.plumbline.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.gate.Hold;
import dev.plumbline.plan.Suspension;
import dev.plumbline.report.WorkspaceStatus;
import dev.plumbline.repository.GitRepository;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Edits on the platform that someone wants left alone for a while.
class SuspensionTest extends ReconcileScenario {
    private static final Duration TWO_HOURS = Duration.ofHours(2);
    private static final Fields EDITED =
            new Fields(
                    Map.of(
                            "description",
                            new Value.Text("edited"),
                            "auth_mode",
                            new Value.Text("key")));

    private SuspensionDesk desk() {
        return new SuspensionDesk(reconciler.ledger());
    }

    private Suspension suspend(ResourceId id) {
        return desk().suspend(
                        reconciler.state(), "ada", id, TWO_HOURS, Optional.of("incident 12"), now);
    }

    private Optional<String> held(ResourceId id) {
        return reconciler.state().plan().orElseThrow().held(id);
    }

    private void edit() {
        platform.edit(ENDPOINT, EDITED, "someone");
        settle();
    }

    @Test
    void anEditIsReportedAndStaysUntilTheSuspensionEnds() {
        served();
        suspend(ENDPOINT);
        edit();
        String held = held(ENDPOINT).orElseThrow();
        Optional<Hold> hold = reconciler.state().plan().orElseThrow().hold(ENDPOINT);
        PassResult rest = settle();
        now = now.plus(TWO_HOURS);
        settle();

        assertThat(held)
                .isEqualTo(
                        "suspended by ada until 2026-11-23T14:00:00Z (incident 12); put back then, or after `plumb resume online-endpoint/fraud`");
        assertThat(hold.orElseThrow().gate()).isEqualTo(Hold.Gate.SUSPENSION);
        assertThat(rest.again()).contains(now);
        assertThat(count("update online-endpoint/fraud")).isOne();
    }

    @Test
    void aSyncThatAPersonAsksForLeavesItToo() {
        served();
        suspend(ENDPOINT);
        platform.edit(ENDPOINT, EDITED, "someone");
        reconciler.pass(head(), Trigger.requested("plumb sync"));

        assertThat(held(ENDPOINT)).isPresent();
        assertThat(count("update online-endpoint/fraud")).isZero();
    }

    @Test
    void anEndpointCoversItsDeploymentsAndItsTraffic() {
        served();
        suspend(ENDPOINT);
        platform.forget(TRAFFIC);
        settle();
        boolean leavesTraffic = held(TRAFFIC).isPresent();
        platform.edit(BLUE, Fields.EMPTY, "someone");
        settle();

        assertThat(leavesTraffic).isTrue();
        assertThat(held(BLUE)).isPresent();
        assertThat(platform.find(TRAFFIC)).isEmpty();
    }

    @Test
    void aDeploymentAloneCoversNothingElse() {
        served();
        suspend(BLUE);
        edit();

        assertThat(held(ENDPOINT)).isEmpty();
        assertThat(count("update online-endpoint/fraud")).isOne();
    }

    @Test
    void whatACommitChangesIsAppliedAllTheSame() throws Exception {
        served();
        suspend(ENDPOINT);
        write("endpoint.yml", ENDPOINT_SPEC.replace("first", "second"));
        commit("second");
        settle();

        assertThat(held(ENDPOINT)).isEmpty();
        assertThat(count("update online-endpoint/fraud")).isOne();
    }

    @Test
    void itSurvivesARestartAndALostDataDirectory() throws Exception {
        served();
        suspend(ENDPOINT);
        reconciler.ledger().pushPending();
        repository.close();
        Files.delete(folder.resolve("ledger-head"));
        repository =
                GitRepository.open(
                        folder.resolve("work").toString(),
                        Optional.of("main"),
                        folder.resolve("anew.git"));
        start();
        edit();

        assertThat(held(ENDPOINT)).isPresent();
    }

    @Test
    void resumingPutsItBack() {
        served();
        suspend(ENDPOINT);
        edit();
        desk().resume(reconciler.state(), "grace", ENDPOINT, Optional.empty(), now);
        settle();

        assertThat(held(ENDPOINT)).isEmpty();
        assertThat(count("update online-endpoint/fraud")).isOne();
        assertThat(reconciler.ledger().suspensions()).isEmpty();
    }

    @Test
    void suspendingAgainMovesItsEnd() {
        served();
        suspend(ENDPOINT);
        now = now.plus(Duration.ofHours(1));
        suspend(ENDPOINT);

        assertThat(reconciler.ledger().suspensions())
                .extracting(Suspension::until)
                .containsExactly(now.plus(TWO_HOURS));
    }

    @Test
    void theStatusAndTheHistoryTellOfIt() {
        served();
        suspend(ENDPOINT);
        settle();

        assertThat(WorkspaceStatus.of(reconciler.state()).resources())
                .filteredOn(each -> each.id().equals(BLUE))
                .extracting(each -> each.message())
                .containsExactly("suspended by ada until 2026-11-23T14:00:00Z (incident 12)");
        assertThat(reconciler.ledger().history(ENDPOINT, 1).getFirst().subject())
                .endsWith("by ada: online-endpoint/fraud");
    }

    @Test
    void whatIsNotThereOrNotForSoLongIsRefused() {
        served();

        assertThatThrownBy(() -> suspend(new ResourceId(Kind.ONLINE_ENDPOINT, "frau")))
                .hasMessage(
                        "there is no online-endpoint/frau in repo/demo; did you mean online-endpoint/fraud?");
        assertThatThrownBy(() ->
                        desk().suspend(
                                        reconciler.state(),
                                        "ada",
                                        ENDPOINT,
                                        Duration.ofDays(91),
                                        Optional.empty(),
                                        now))
                .hasMessageContaining("it must be from 1s to 2160h");
        assertThatThrownBy(
                        () -> desk().resume(reconciler.state(), "ada", BLUE, Optional.empty(), now))
                .hasMessage("online-deployment/fraud/blue is not suspended; nothing is");
    }
}
