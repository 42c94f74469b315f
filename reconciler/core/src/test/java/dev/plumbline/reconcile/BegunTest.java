package dev.plumbline.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.platform.Observed;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.VersionedId;
import java.nio.file.Files;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a sync began to make and a commit removed before any release held it: it is pruned like all
/// else that is ours. The job of the scenario goes on all the while, so that no release is written.
class BegunTest extends ReconcileScenario {
    private static final ResourceId SPAM = new ResourceId(Kind.MODEL, "spam");

    @BeforeEach
    void whileAJobRuns() {
        settle();
    }

    private void declare() throws Exception {
        Files.createDirectories(folder.resolve("work/models"));
        write(
                "models/spam.yml",
                """
                $schema: https://azuremlschemas.azureedge.net/latest/model.schema.json
                name: spam
                type: custom_model
                path: azureml://datastores/store/paths/spam
                """);
        commit("a model");
    }

    private void remove() throws Exception {
        Files.delete(folder.resolve("work/models/spam.yml"));
        commit("without it");
    }

    private boolean isArchived() {
        return platform.find(SPAM).map(Observed.Asset.class::cast).orElseThrow().archived();
    }

    @Test
    void whatACommitRemovesBeforeItsReleaseIsPruned() throws Exception {
        declare();
        settle();
        remove();

        settle();

        assertThat(isArchived()).isTrue();
    }

    @Test
    void anotherProcessPrunesItToo() throws Exception {
        declare();
        settle();
        start();
        remove();

        settle();

        assertThat(isArchived()).isTrue();
    }

    @Test
    void itIsPrunedAlthoughAReleaseCameInBetween() throws Exception {
        platform.loseAnswersOf(SPAM);
        declare();
        settle();
        platform.readIncompletely(Set.of(Kind.MODEL));
        remove();
        settle();
        platform.finish(JOB, head().specs().graph().get(JOB).orElseThrow().produces());
        settle();
        boolean whileReadInPart = isArchived();
        platform.readIncompletely(Set.of());

        settle();

        assertThat(whileReadInPart).isFalse();
        assertThat(isArchived()).isTrue();
    }

    @Test
    void whatSomeoneElseMadeUnderItsNameStays() throws Exception {
        platform.failChangesOf(SPAM);
        declare();
        settle();
        platform.register(
                new VersionedId(SPAM, "1"),
                Digest.ofText("eve"),
                Value.Fields.EMPTY,
                Optional.empty(),
                Optional.empty());
        remove();

        settle();

        assertThat(isArchived()).isFalse();
    }

    @Test
    void whatIsIncludedNoMoreIsOrphaned() throws Exception {
        declare();
        settle();
        write("plumbline.yml", "workspaces: [{name: demo, include: ['*']}]\n");
        commit("without the folder of models");

        settle();

        assertThat(isArchived()).isFalse();
    }
}
