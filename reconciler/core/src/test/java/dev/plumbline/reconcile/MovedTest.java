package dev.plumbline.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.reconcile.PassResult.Progress;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import java.nio.file.Files;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What a rename that `moved` tells does to the platform and to the ledger.
class MovedTest extends ReconcileScenario {
    private static final ResourceId RENAMED_JOB = new ResourceId(Kind.JOB, "nightly");

    private void moved(String from, String to) throws Exception {
        write(
                "plumbline.yml",
                """
                workspaces:
                  - name: demo
                    sync: {prune: false}
                moved:
                  - {from: %s, to: %s}
                """
                        .formatted(from, to));
    }

    private void renameJob() throws Exception {
        moved("job/train", "job/nightly");
        write("train.yml", job("0.1").replace("name: train", "name: nightly"));
        commit("rename the job");
    }

    @Test
    void aRenamedJobKeepsItsSuccess() throws Exception {
        served();
        renameJob();

        PassResult result = settle();

        assertThat(result.progress()).isEqualTo(Progress.SETTLED);
        assertThat(count("run job/nightly")).isZero();
        assertThat(count("delete job/train")).isOne();
        assertThat(reconciler.ledger().lastApplied().resources())
                .containsKey(RENAMED_JOB)
                .doesNotContainKey(JOB);
    }

    @Test
    void aRunThatIsUnderWayUnderTheOldNameIsWaitedFor() throws Exception {
        var produces = head().specs().graph().get(JOB).orElseThrow().produces();
        settle();
        renameJob();

        PassResult waiting = settle();
        platform.finish(JOB, produces);
        PassResult settled = settle();

        assertThat(waiting.progress()).isEqualTo(Progress.WAITING);
        assertThat(settled.progress()).isEqualTo(Progress.SETTLED);
        assertThat(count("run job/nightly")).isZero();
        assertThat(reconciler.ledger().lastApplied().successes()).hasSize(1);
    }

    @Test
    void aJobThatIsRenamedBeforeItsRerunIsRunAgain() throws Exception {
        settle();
        platform.fail(JOB, "out of memory");
        settle();
        renameJob();
        settle();
        long before = count("run job/nightly");

        reconciler.pass(
                head(), new Trigger("plumb rerun", true, Optional.of(JOB), false, Set.of(JOB)));

        assertThat(before).isZero();
        assertThat(count("run job/nightly")).isOne();
    }

    @Test
    void aRenamedEndpointServesBeforeTheOldOneGoes() throws Exception {
        served();
        moved("online-endpoint/fraud", "online-endpoint/risk");
        write("endpoint.yml", ENDPOINT_SPEC.replace("name: fraud", "name: risk"));
        Files.writeString(
                folder.resolve("work/blue.yml"),
                Files.readString(folder.resolve("work/blue.yml"))
                        .replace("endpoint_name: fraud", "endpoint_name: risk"));
        commit("rename the endpoint");

        settle();

        assertThat(platform.started())
                .endsWith(
                        "create online-endpoint/risk",
                        "create online-deployment/risk/blue",
                        "create traffic/risk",
                        "delete traffic/fraud",
                        "delete online-deployment/fraud/blue",
                        "delete online-endpoint/fraud");
        assertThat(reconciler.ledger().lastApplied().resources())
                .doesNotContainKeys(ENDPOINT, BLUE, TRAFFIC)
                .containsKey(ResourceId.deployment("risk", "blue"));
    }

    @Test
    void anEntryThatStaysOrGoesAfterTheRenameChangesNothing() throws Exception {
        served();
        renameJob();
        settle();
        int started = platform.started().size();
        settle();
        write("plumbline.yml", "workspaces: [{name: demo}]\n");
        commit("forget the rename");

        settle();

        assertThat(platform.started()).hasSize(started);
        assertThat(reconciler.ledger().lastApplied().resources()).containsKey(RENAMED_JOB);
    }
}
