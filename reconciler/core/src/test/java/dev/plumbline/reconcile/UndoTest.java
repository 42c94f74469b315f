package dev.plumbline.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.gate.Floor;
import dev.plumbline.gate.Teams;
import dev.plumbline.platform.Change;
import dev.plumbline.platform.Observed;
import dev.plumbline.platform.Outcome;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Endpoints that someone puts back to how an earlier release served them.
class UndoTest extends ReconcileScenario {
    private static final ResourceId GREEN = ResourceId.deployment("fraud", "green");
    private static final Duration DAY = Duration.ofHours(24);

    private void shift(String traffic) throws Exception {
        write("endpoint.yml", ENDPOINT_SPEC.replace("{blue: 100}", traffic));
        commit("traffic " + traffic);
    }

    /// Blue served first, green does now; blue is still there.
    private void shifted() throws Exception {
        served();
        write("green.yml", blue().replace("name: blue", "name: green"));
        shift("{blue: 0, green: 100}");
        settle();
    }

    private String blue() throws Exception {
        return Files.readString(folder.resolve("work/blue.yml"));
    }

    private UndoDesk.Undone undo() {
        return reconciler
                .undos()
                .undo(reconciler.state(), "ada", ENDPOINT, DAY, Optional.of("incident 12"));
    }

    private Map<String, Value> weights() {
        return live(TRAFFIC).fields("traffic").fields();
    }

    private Fields live(ResourceId id) {
        return platform.find(id).map(there -> ((Observed.Service) there).live()).orElseThrow();
    }

    private boolean goesTo(String deployment) {
        return weights().get(deployment) instanceof Value.Num(var share, _)
                && share.intValue() == 100;
    }

    private Optional<String> held(ResourceId id) {
        return reconciler.state().plan().orElseThrow().held(id);
    }

    @Test
    void theTrafficGoesBackAtOnceAndStaysThere() throws Exception {
        shifted();
        UndoDesk.Undone undone = undo();
        boolean atOnce = goesTo("blue");
        settle();

        assertThat(atOnce).isTrue();
        assertThat(undone.done()).isTrue();
        assertThat(undone.cold()).isEmpty();
        assertThat(goesTo("blue")).isTrue();
        assertThat(held(TRAFFIC).orElseThrow())
                .startsWith("ada put online-endpoint/fraud back to what commit ")
                .endsWith(
                        " released (incident 12); it stays so until a commit changes it, or `plumb resume online-endpoint/fraud`");
    }

    @Test
    void theLedgerTellsWhoWhyAndFromWhichReleaseToWhich() throws Exception {
        served();
        String first = head().commit().revision().commit();
        shifted();
        String second = head().commit().revision().commit();
        var undo = undo().undo();
        var history = reconciler.ledger().history(TRAFFIC, 2);

        assertThat(undo.fromCommit()).isEqualTo(second);
        assertThat(undo.toCommit()).isEqualTo(first);
        assertThat(history.getFirst().trigger()).isEqualTo("plumb undo by ada");
        assertThat(history.getFirst().changes())
                .extracting(change -> change.action() + " " + change.id())
                .containsExactly("update traffic/fraud");
        assertThat(history.getLast().act().orElseThrow().comment()).contains("incident 12");
        assertThat(reconciler.ledger().lastApplied().get(TRAFFIC).orElseThrow().spec())
                .isEqualTo(live(TRAFFIC));
    }

    @Test
    void aCommitThatLeavesTheEndpointAsItIsDoesNotTakeTheTrafficBack() throws Exception {
        shifted();
        undo();
        write("README.md", "more");
        commit("something else");
        settle();

        assertThat(goesTo("blue")).isTrue();
        assertThat(held(TRAFFIC)).isPresent();
    }

    @Test
    void aCommitThatChangesTheEndpointEndsIt() throws Exception {
        shifted();
        undo();
        shift("{blue: 40, green: 60}");
        settle();
        shift("{blue: 0, green: 100}");
        settle();

        assertThat(goesTo("green")).isTrue();
        assertThat(reconciler.ledger().undos()).isEmpty();
    }

    @Test
    void afterTheRevertTheSameCommitAnewIsApplied() throws Exception {
        shifted();
        undo();
        shift("{blue: 100}");
        settle();
        shift("{blue: 0, green: 100}");
        settle();

        assertThat(goesTo("green")).isTrue();
    }

    @Test
    void resumingAppliesWhatTheCommitDeclares() throws Exception {
        shifted();
        undo();
        new SuspensionDesk(reconciler.ledger())
                .resume(reconciler.state(), "ada", ENDPOINT, Optional.empty(), now);
        settle();

        assertThat(goesTo("green")).isTrue();
    }

    @Test
    void itSurvivesARestart() throws Exception {
        shifted();
        undo();
        start();
        settle();

        assertThat(goesTo("blue")).isTrue();
        assertThat(held(TRAFFIC)).isPresent();
    }

    @Test
    void editsAreLeftAloneUntilItsTimeIsOver() throws Exception {
        shifted();
        undo();
        platform.edit(
                ENDPOINT, new Fields(Map.of("description", new Value.Text("edited"))), "someone");
        settle();
        String held = held(ENDPOINT).orElseThrow();
        now = now.plus(DAY);
        settle();

        assertThat(held).startsWith("suspended by ada until 2026-11-24T12:00:00Z");
        assertThat(held(ENDPOINT)).isEmpty();
        assertThat(goesTo("blue")).isTrue();
    }

    @Test
    void aDeploymentThatWasChangedInPlaceIsMadeAsItWas() throws Exception {
        served();
        write("blue.yml", blue().replace("instance_count: 1", "instance_count: 3"));
        commit("three instances");
        settle();
        UndoDesk.Undone undone = undo();
        settle();

        assertThat(undone.cold()).containsExactly(BLUE);
        assertThat(live(BLUE).number("instance_count").orElseThrow().intValue()).isOne();
        assertThat(held(BLUE)).isPresent();
        assertThat(reconciler.ledger().lastApplied().get(BLUE).orElseThrow().spec())
                .isEqualTo(live(BLUE));
    }

    @Test
    void aDeploymentThatIsGoneIsMadeAnewBeforeTheTrafficGoesToIt() throws Exception {
        shifted();
        platform.forget(BLUE);
        UndoDesk.Undone undone = undo();
        boolean waits = goesTo("green");
        settle();

        assertThat(undone.cold()).containsExactly(BLUE);
        assertThat(undone.done()).isFalse();
        assertThat(waits).isTrue();
        assertThat(goesTo("blue")).isTrue();
    }

    @Test
    void aProcessThatEndsBeforeTheTrafficMovedLeavesItToTheNext() throws Exception {
        shifted();
        platform.forget(BLUE);
        undo();
        start();
        settle();

        assertThat(goesTo("blue")).isTrue();
        assertThat(reconciler.ledger().unfinished()).isEmpty();
    }

    @Test
    void whatWasUndoneIsNothingToGoBackTo() throws Exception {
        shifted();
        undo();

        assertThatThrownBy(this::undo)
                .hasMessageStartingWith(
                        "no earlier good release in the ledger of repo/demo serves online-endpoint/fraud otherwise");
    }

    @Test
    void undoingAgainGoesFurtherBack() throws Exception {
        shifted();
        shift("{blue: 50, green: 50}");
        settle();
        undo();
        boolean once = goesTo("green");
        undo();

        assertThat(once).isTrue();
        assertThat(goesTo("blue")).isTrue();
    }

    @Test
    void itAsksForNoNewApprovalAndTheAuditIsContent() throws Exception {
        shifted();
        floor = Floor.ofApprovals(List.of(), Teams.NONE);
        write(
                "plumbline.yml",
                """
                workspaces:
                  - name: demo
                    approvals: [{resources: ["online-endpoint/*"]}]
                """);
        commit("guarded from now on");
        settle();
        undo();

        assertThat(goesTo("blue")).isTrue();
    }

    @Test
    void aPassUnderWayStartsNothingMoreOfTheEndpoint() throws Exception {
        served();
        write("green.yml", blue().replace("name: blue", "name: green"));
        shift("{blue: 0, green: 100}");
        start(
                new ReconcileListener() {
                    private boolean done;

                    @Override
                    public void outcome(String workspace, Change change, Outcome outcome) {
                        if (change.id().equals(TRAFFIC) && !done) {
                            done = true;
                            undo();
                        }
                    }
                });
        settle();
        settle();

        assertThat(goesTo("blue")).isTrue();
        assertThat(held(TRAFFIC)).isPresent();
        assertThat(platform.find(GREEN)).isPresent();
    }

    @Test
    void withoutAnEarlierReleaseItIsRefused() {
        served();

        assertThatThrownBy(this::undo).isInstanceOf(ActRefused.class);
        assertThatThrownBy(() ->
                        reconciler
                                .undos()
                                .undo(reconciler.state(), "ada", BLUE, DAY, Optional.empty()))
                .hasMessage(
                        "online-deployment/fraud/blue is no endpoint; name one, such as online-endpoint/fraud");
    }
}
