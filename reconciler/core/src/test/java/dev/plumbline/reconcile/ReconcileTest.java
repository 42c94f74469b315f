package dev.plumbline.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.plan.Plan;
import dev.plumbline.reconcile.PassResult.Progress;
import dev.plumbline.report.SyncStatus;
import dev.plumbline.report.WorkspaceStatus;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What whole passes do.
class ReconcileTest extends ReconcileScenario {

    @Test
    void aFirstCommitIsAppliedInTheOrderOfWhatNeedsWhat() {
        PassResult waiting = settle();
        platform.finish(JOB, head().specs().graph().get(JOB).orElseThrow().produces());
        PassResult settled = settle();

        assertThat(waiting.progress()).isEqualTo(Progress.WAITING);
        assertThat(settled.progress()).isEqualTo(Progress.SETTLED);
        assertThat(platform.started())
                .containsExactlyInAnyOrder(
                        "run job/train",
                        "create online-endpoint/fraud",
                        "create online-deployment/fraud/blue",
                        "create traffic/fraud");
        assertThat(platform.started())
                .endsWith("create online-deployment/fraud/blue", "create traffic/fraud");
        assertThat(WorkspaceStatus.of(reconciler.state()).sync()).isEqualTo(SyncStatus.SYNCED);
    }

    @Test
    void aPassWithNothingToDoWritesNothing() {
        served();
        int entries = reconciler.ledger().history(100).size();

        settle();

        assertThat(reconciler.ledger().history(100)).hasSize(entries);
        assertThat(platform.started()).hasSize(4);
    }

    @Test
    void aDescriptionChangesInPlaceWithoutARun() throws Exception {
        served();
        write("train.yml", job("0.1").replace("trains", "trains well"));
        write("endpoint.yml", ENDPOINT_SPEC.replace("first", "second"));
        commit("reword");

        settle();

        assertThat(count("run job/train")).isOne();
        assertThat(count("update online-endpoint/fraud")).isOne();
    }

    @Test
    void anEditInGitIsToldFromAnEditOnThePlatform() throws Exception {
        served();
        write(
                "blue.yml",
                Files.readString(folder.resolve("work/blue.yml"))
                        .replace("_count: 1", "_count: 2"));
        write("endpoint.yml", ENDPOINT_SPEC.replace("first", "second"));
        commit("scale and reword");

        Plan plan = reconciler.preview(head(), Trigger.look("test")).plan();

        assertThat(plan.get(BLUE).orElseThrow().reason()).isEqualTo("changed in blue.yml");
        assertThat(plan.get(BLUE).orElseThrow().drift()).isFalse();
        assertThat(plan.get(ENDPOINT).orElseThrow().drift()).isFalse();
    }

    @Test
    void aParameterRunsTheJobAgainAndTheRevertDoesNot() throws Exception {
        served();
        write("train.yml", job("0.2"));
        commit("learn faster");
        settle();
        platform.finish(JOB, head().specs().graph().get(JOB).orElseThrow().produces());
        settle();

        write("train.yml", job("0.1"));
        commit("revert");
        settle();

        assertThat(count("run job/train")).isEqualTo(2);
        assertThat(WorkspaceStatus.of(reconciler.state()).sync()).isEqualTo(SyncStatus.SYNCED);
    }

    @Test
    void aHandEditOfTrafficIsPutBackAfterTheGracePeriod() {
        served();
        Fields edited = new Fields(Map.of("traffic", new Fields(Map.of("blue", Value.Num.of(0)))));
        platform.edit(TRAFFIC, edited, "someone");

        settle();
        Optional<String> held = reconciler.state().plan().orElseThrow().held(TRAFFIC);
        now = now.plusSeconds(11);
        settle();

        assertThat(held).hasValueSatisfying(reason -> assertThat(reason).contains("grace period"));
        assertThat(count("update traffic/fraud")).isOne();
    }

    @Test
    void aRemovedDocumentIsDeletedUnlessThePlatformWasReadIncompletely() throws Exception {
        served();
        platform.readIncompletely(Set.of(Kind.ONLINE_DEPLOYMENT));
        Files.delete(folder.resolve("work/blue.yml"));
        write("endpoint.yml", ENDPOINT_SPEC.replace("traffic: {blue: 100}", "traffic: {blue: 0}"));
        commit("remove blue");
        settle();
        boolean kept = platform.find(BLUE).isPresent();

        platform.readIncompletely(Set.of());
        settle();
        boolean warm = platform.find(BLUE).isPresent();
        now = now.plus(Duration.ofMinutes(61));
        settle();

        assertThat(kept).isTrue();
        assertThat(warm).as("kept for an undo").isTrue();
        assertThat(platform.find(BLUE)).isEmpty();
    }

    @Test
    void aRepositoryWithoutPlumblineYmlIsPlannedAndNotApplied() throws Exception {
        Files.delete(folder.resolve("work/plumbline.yml"));
        commit("undeclared");

        settle();

        assertThat(platform.started()).isEmpty();
        assertThat(reconciler.state().plan().orElseThrow().held()).isNotEmpty();
    }
}
