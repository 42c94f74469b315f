package dev.plumbline.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.ledger.ChangeOutcome;
import dev.plumbline.ledger.ChangeRecord;
import dev.plumbline.ledger.LedgerEntry;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is recorded of changes whose sync was cut off: each act is told of once, with what came of
/// it, whichever process gets to tell it.
class InterruptedTest extends ReconcileScenario {
    private static final ResourceId POLICY = new ResourceId(Kind.POLICY, "demo");

    private static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    private List<ChangeRecord> told() {
        return reconciler.ledger().history(100).stream()
                .flatMap(entry -> entry.changes().stream())
                .toList();
    }

    private void policy(String sync) throws Exception {
        write("plumbline.yml", "workspaces: [{name: demo, sync: {%s}}]\n".formatted(sync));
        commit("another policy");
    }

    @Test
    void whatWasBegunIsToldOfAlthoughTheProcessEndsRightAfterThePolicysRelease() throws Exception {
        settle();
        policy("grace_period: 2h");
        start(
                new ReconcileListener() {
                    @Override
                    public void concluded(String workspace, LedgerEntry entry) {
                        throw new Killed();
                    }
                });
        assertThatThrownBy(this::settle).isInstanceOf(Killed.class);
        start();

        served();

        assertThat(told())
                .filteredOn(change -> change.id().equals(ENDPOINT))
                .extracting(ChangeRecord::outcome)
                .allSatisfy(outcome -> assertThat(outcome).contains(ChangeOutcome.applied()))
                .hasSize(1);
    }

    @Test
    void whatEarlierPassesBegunIsToldOfByAnotherProcess() throws Exception {
        settle();
        write("endpoint.yml", ENDPOINT_SPEC.replace("first", "second"));
        commit("while the job runs");
        settle();
        start();

        served();

        assertThat(told())
                .extracting(ChangeRecord::id)
                .contains(POLICY, ENDPOINT, BLUE, TRAFFIC, JOB);
        assertThat(told())
                .filteredOn(change -> change.id().equals(ENDPOINT))
                .extracting(ChangeRecord::action)
                .containsExactlyInAnyOrder("create", "update");
    }

    @Test
    void aReleaseThatWasWrittenAndNotAnsweredIsNotWrittenAgain() throws Exception {
        settle();
        platform.finish(JOB, head().specs().graph().get(JOB).orElseThrow().produces());
        settle();
        var release = reconciler.ledger().history(1).getFirst();
        write("endpoint.yml", ENDPOINT_SPEC.replace("first", "second"));
        commit("another text");
        start(
                new ReconcileListener() {
                    @Override
                    public void concluded(String workspace, LedgerEntry entry) {
                        throw new IllegalStateException("lost");
                    }
                });
        assertThatThrownBy(this::settle).hasMessage("lost");

        settle();
        settle();

        assertThat(reconciler.ledger().history(100))
                .extracting(LedgerEntry::revision)
                .startsWith(reconciler.ledger().history(1).getFirst().revision())
                .contains(release.revision());
        assertThat(told()).filteredOn(change -> change.action().equals("update")).hasSize(1);
    }

    @Test
    void aReleaseStandsAlthoughItsPushBreaksOff() throws Exception {
        settle();
        platform.finish(JOB, head().specs().graph().get(JOB).orElseThrow().produces());
        Head head = head();
        Path tracking = folder.resolve("clone.git/refs/plumbline/tracking/demo.lock");
        Files.createDirectories(tracking.getParent());
        Files.createFile(tracking);

        settle(head);
        int entries = reconciler.ledger().history(100).size();
        settle(head);

        Files.delete(tracking);
        assertThat(reconciler.ledger().standing().begun()).isEmpty();
        assertThat(reconciler.ledger().history(100)).hasSize(entries);
    }
}
