package dev.plumbline.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.plumbline.plan.Orphan;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What becomes of a deployment that `plumbline.yml` includes no more.
class OrphanTest extends ReconcileScenario {
    @BeforeEach
    void excluded() throws Exception {
        write("endpoint.yml", ENDPOINT_SPEC.replace("traffic: {blue: 100}", ""));
        commit("without traffic");
        served();
        include("exclude: [blue.yml]");
        commit("leave blue out");
        settle();
    }

    private void include(String line) throws Exception {
        write(
                "plumbline.yml",
                """
                $schema: https://plumbline.dev/schemas/plumbline.schema.json
                workspaces:
                  - name: demo
                    sync: {grace_period: 10s, keep_warm: 0s}
                    %s
                """
                        .formatted(line));
    }

    private List<Orphan> orphans() {
        return reconciler.state().plan().orElseThrow().plan().orphans();
    }

    @Test
    void itIsReportedAsLongAsItIsThere() {
        settle();
        List<Orphan> found = orphans();
        start();
        settle();

        assertThat(found)
                .extracting(Orphan::id, Orphan::reason)
                .containsExactly(tuple(BLUE, "plumbline.yml does not include blue.yml any more"));
        assertThat(orphans()).isEqualTo(found);
        platform.forget(BLUE);
        settle();
        assertThat(orphans()).isEmpty();
    }

    @Test
    void aCommitThatRemovesItsDocumentTooDeletesNothing() throws Exception {
        Files.delete(folder.resolve("work/blue.yml"));
        commit("without blue");
        settle();

        assertThat(platform.find(BLUE)).isPresent();
        assertThat(orphans())
                .extracting(Orphan::reason)
                .containsExactly(
                        "blue.yml is gone, and was no part of the workspace any more when it went");
    }

    @Test
    void itIsTakenBackAndThenDeletedAsAnyOther() throws Exception {
        include("");
        commit("blue belongs to it again");
        settle();
        List<Orphan> included = orphans();
        Files.delete(folder.resolve("work/blue.yml"));
        commit("without blue");
        settle();

        assertThat(included).isEmpty();
        assertThat(count("create online-deployment/fraud/blue")).isOne();
        assertThat(platform.find(BLUE)).isEmpty();
        assertThat(orphans()).isEmpty();
    }
}
