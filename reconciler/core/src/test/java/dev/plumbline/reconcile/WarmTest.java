package dev.plumbline.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.report.SyncStatus;
import dev.plumbline.report.WorkspaceStatus;
import dev.plumbline.repository.Person;
import dev.plumbline.resource.ResourceId;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Deployments that a commit removed and an undo may want back.
class WarmTest extends ReconcileScenario {
    private static final ResourceId GREEN = ResourceId.deployment("fraud", "green");

    /// Blue served first; a commit put green in its place.
    private void replaced() throws Exception {
        served();
        String blue = Files.readString(folder.resolve("work/blue.yml"));
        write("green.yml", blue.replace("name: blue", "name: green"));
        write("endpoint.yml", ENDPOINT_SPEC.replace("blue", "green"));
        remove("blue.yml");
        commit("green in the place of blue");
        settle();
    }

    private void remove(String path) throws Exception {
        Files.delete(folder.resolve("work").resolve(path));
    }

    private Optional<String> held() {
        return reconciler.state().plan().orElseThrow().held(BLUE);
    }

    private void keepWarm(String duration) throws Exception {
        write(
                "plumbline.yml",
                "workspaces:\n  - name: demo\n    sync: {keep_warm: %s}\n".formatted(duration));
        commit("keep warm " + duration);
    }

    @Test
    void whatServedIsKeptForAWhileAfterItsTrafficWasMoved() throws Exception {
        replaced();
        Optional<String> held = held();
        Instant end = settle().again().orElseThrow();
        SyncStatus meanwhile = WorkspaceStatus.of(reconciler.state()).sync();
        now = end;
        settle();

        assertThat(meanwhile).isEqualTo(SyncStatus.SYNCED);
        assertThat(held)
                .hasValue(
                        "kept warm for `plumb undo fraud` until 2026-11-23T13:00:00Z (sync.keep_warm); `plumb sync --resource online-deployment/fraud/blue` deletes it now");
        assertThat(end).isEqualTo(Instant.parse("2026-11-23T13:00:00Z"));
        assertThat(platform.find(BLUE)).isEmpty();
        assertThat(platform.find(GREEN)).isPresent();
    }

    @Test
    void anUndoFindsItWarmAndKeepsIt() throws Exception {
        replaced();
        var undone =
                reconciler
                        .undos()
                        .undo(
                                reconciler.state(),
                                "ada",
                                ENDPOINT,
                                Duration.ofHours(24),
                                Optional.empty());
        now = now.plus(Duration.ofHours(2));
        settle();

        assertThat(undone.done()).isTrue();
        assertThat(undone.cold()).isEmpty();
        assertThat(platform.find(BLUE)).isPresent();
    }

    @Test
    void aSyncThatNamesItLetsItGo() throws Exception {
        replaced();
        reconciler.pass(
                head(), new Trigger("plumb sync", true, Optional.of(BLUE), false, Set.of()));

        assertThat(platform.find(BLUE)).isEmpty();
        settle();
    }

    @Test
    void aSyncOfEverythingDoesNot() throws Exception {
        replaced();
        reconciler.pass(head(), Trigger.requested("plumb sync"));

        assertThat(platform.find(BLUE)).isPresent();
    }

    @Test
    void anApprovalThatNamesItLetsItGoAndOneOfAllDoesNot() throws Exception {
        replaced();
        ApprovalDesk desk = new ApprovalDesk(reconciler.ledger(), repository, floor.teams());
        Person ada = new Person("ada", Set.of());
        var all = desk.approve(reconciler.state(), ada, Set.of(), Optional.empty());
        desk.approve(reconciler.state(), ada, Set.of(BLUE), Optional.empty());
        settle();

        assertThat(all).isEmpty();
        assertThat(platform.find(BLUE)).isEmpty();
    }

    @Test
    void whatNeverServedGoesAtOnce() throws Exception {
        served();
        String blue = Files.readString(folder.resolve("work/blue.yml"));
        write("green.yml", blue.replace("name: blue", "name: green"));
        commit("green, without traffic");
        settle();
        remove("green.yml");
        commit("no green");
        settle();

        assertThat(platform.find(GREEN)).isEmpty();
    }

    @Test
    void zeroKeepsNone() throws Exception {
        keepWarm("0s");
        replaced();

        assertThat(platform.find(BLUE)).isEmpty();
    }

    @Test
    void itGoesWithItsEndpoint() throws Exception {
        served();
        write(
                "plumbline.yml",
                "workspaces:\n  - name: demo\n    sync: {prune_guard: {confirm: []}}\n");
        remove("blue.yml");
        remove("endpoint.yml");
        commit("no endpoint");
        settle();

        assertThat(platform.find(BLUE)).isEmpty();
        assertThat(platform.find(ENDPOINT)).isEmpty();
    }
}
