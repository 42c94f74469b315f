package dev.plumbline.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.gate.GatedPlan;
import dev.plumbline.gate.HeldSince;
import dev.plumbline.resource.ResourceId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Since when changes are held, over passes, commits and processes.
class HoldMemoryTest extends ReconcileScenario {
    private static final String POLICY =
            """
            workspaces:
              - name: demo
                platform: local
                include: ["**"]
                approvals:
                  - {resources: ["online-endpoint/*"], required: 1}
            """;

    private Path file;
    private Instant first;

    /// An endpoint that waits for an approval.
    @BeforeEach
    void held() throws Exception {
        file = folder.resolve("holds/demo.json");
        restart();
        write("plumbline.yml", POLICY);
        Files.delete(folder.resolve("work/blue.yml"));
        Files.delete(folder.resolve("work/train.yml"));
        write("endpoint.yml", ENDPOINT_SPEC.replace("traffic: {blue: 100}", ""));
        commit("declare an endpoint");
        first = now;
        settle();
    }

    private void restart() {
        memory = () -> Memory.in(file);
        start();
    }

    private Map<ResourceId, HeldSince> since() {
        return reconciler.state().plan().orElseThrow().since();
    }

    private void later() {
        now = now.plus(Duration.ofHours(2));
    }

    private String newest() {
        return repository.head().orElseThrow().commit();
    }

    @Test
    void aChangeIsHeldSinceItWasHeldFirstWhateverCommitsCome() throws Exception {
        HeldSince beginning = new HeldSince(first, newest());
        later();
        write("notes.yml", "unrelated: true");
        commit("something else");
        settle();

        assertThat(since()).containsExactly(Map.entry(ENDPOINT, beginning));
    }

    @Test
    void anotherProcessKnowsSinceWhen() throws Exception {
        HeldSince beginning = new HeldSince(first, newest());
        later();
        restart();
        settle();

        assertThat(since()).containsExactly(Map.entry(ENDPOINT, beginning));
    }

    @Test
    void anotherChangeOfTheSameResourceIsHeldAnew() throws Exception {
        later();
        write(
                "endpoint.yml",
                ENDPOINT_SPEC.replace("traffic: {blue: 100}", "").replace("first", "another"));
        commit("change the endpoint");
        settle();

        assertThat(since()).containsExactly(Map.entry(ENDPOINT, new HeldSince(now, newest())));
    }

    @Test
    void whatIsPlannedNoMoreIsForgotten() throws Exception {
        String endpoint = Files.readString(folder.resolve("work/endpoint.yml"));
        Files.delete(folder.resolve("work/endpoint.yml"));
        commit("without the endpoint");
        settle();
        boolean forgotten = since().isEmpty();
        later();
        write("endpoint.yml", endpoint);
        commit("with the endpoint again");
        settle();

        assertThat(forgotten).isTrue();
        assertThat(since()).containsExactly(Map.entry(ENDPOINT, new HeldSince(now, newest())));
    }

    @Test
    void aPassWithoutNewsWritesNeitherTheLedgerNorTheFile() throws Exception {
        Optional<?> entry = reconciler.ledger().history(1).stream().findFirst();
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
        later();
        settle();

        assertThat(Files.getLastModifiedTime(file).toInstant()).isEqualTo(Instant.EPOCH);
        assertThat(reconciler.ledger().history(1).stream().findFirst()).isEqualTo(entry);
    }

    @Test
    void aFileOfSomethingElseIsWrittenAnew() throws Exception {
        Files.writeString(file, "{\"online-endpoint/fraud\": {\"since\": \"yesterday\"}}");
        later();
        restart();
        settle();
        restart();
        Instant counted = now;
        later();
        settle();

        assertThat(since()).containsExactly(Map.entry(ENDPOINT, new HeldSince(counted, newest())));
    }

    @Test
    void aFileThatCannotBeWrittenKeepsNothingFromBeingDone() throws Exception {
        Files.delete(file);
        Files.createDirectory(file);
        Files.createFile(file.resolve("in the way"));
        later();
        restart();
        settle();

        assertThat(since()).containsExactly(Map.entry(ENDPOINT, new HeldSince(now, newest())));
    }

    @Test
    void aPreviewTellsSinceWhenTheSameIsHeldAndBeginsNothing() throws Exception {
        HeldSince beginning = new HeldSince(first, newest());
        later();
        write(
                "other.yml",
                ENDPOINT_SPEC.replace("fraud", "churn").replace("traffic: {blue: 100}", ""));
        commit("declare another");
        GatedPlan unseen = reconciler.preview(head(), Trigger.look("plan"));

        assertThat(unseen.held()).hasSize(2);
        assertThat(unseen.since()).containsExactly(Map.entry(ENDPOINT, beginning));
    }
}
