package dev.plumbline.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.reconcile.PassResult.Progress;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Jobs that do the same: whose run counts for whom. Their names and outputs are no part of what
/// they do.
class SameJobTest extends ReconcileScenario {
    private static final ResourceId TWIN = new ResourceId(Kind.JOB, "twin");
    private static final ResourceId MODEL = new ResourceId(Kind.MODEL, "fraud");
    private static final ResourceId OTHER_MODEL = new ResourceId(Kind.MODEL, "spam");

    private void finish(ResourceId job) {
        platform.finish(job, head().specs().graph().get(job).orElseThrow().produces());
    }

    @Test
    void aJobThatRegistersAnotherAssetRunsItself() throws Exception {
        served();
        write("twin.yml", job("0.1").replace("name: train", "name: twin").replace("fraud", "spam"));
        commit("the same job for another model");

        settle();
        finish(TWIN);
        settle();

        assertThat(count("run job/twin")).isOne();
        assertThat(reconciler.ledger().lastApplied().successes().values())
                .containsExactly(Map.of(JOB, Map.of(MODEL, "1"), TWIN, Map.of(OTHER_MODEL, "1")));
    }

    @Test
    void twoJobsAreRememberedApartWhenThePlatformForgetsTheirRuns() throws Exception {
        write("twin.yml", job("0.1").replace("name: train", "name: twin").replace("fraud", "spam"));
        commit("the same job for another model");
        settle();
        finish(TWIN);
        finish(JOB);
        settle();
        int started = platform.started().size();
        platform.forget(TWIN);
        platform.forget(JOB);

        PassResult result = settle();

        assertThat(result.progress()).isEqualTo(Progress.SETTLED);
        assertThat(platform.started()).hasSize(started);
    }

    @Test
    void aJobWhoseFileGaveItItsNameDoesNotRunAgainWhenTheFileIsMoved() throws Exception {
        write("train.yml", job("0.1").replace("name: train\n", ""));
        commit("named by its file");
        served();
        Files.move(folder.resolve("work/train.yml"), folder.resolve("work/weekly.yml"));
        commit("move the file");

        settle();
        settle();

        assertThat(count("run job/weekly")).isZero();
        assertThat(reconciler.ledger().lastApplied().successes().values())
                .allSatisfy(
                        runs -> assertThat(runs).containsKey(new ResourceId(Kind.JOB, "weekly")));
    }
}
