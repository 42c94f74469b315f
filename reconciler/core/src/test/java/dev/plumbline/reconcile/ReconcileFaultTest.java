package dev.plumbline.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.ledger.ChangeOutcome;
import dev.plumbline.ledger.ChangeRecord;
import dev.plumbline.ledger.Release;
import dev.plumbline.ledger.ReleaseOutcome;
import dev.plumbline.plan.AppliedResource;
import dev.plumbline.platform.Observed;
import dev.plumbline.reconcile.PassResult.Progress;
import dev.plumbline.report.ResourceStatus;
import dev.plumbline.report.SyncStatus;
import dev.plumbline.report.WorkspaceStatus;
import dev.plumbline.repository.GitRepository;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What whole passes do when something is wrong, broken or lost.
class ReconcileFaultTest extends ReconcileScenario {

    private static final ResourceId OTHER = new ResourceId(Kind.JOB, "other");
    private static final ResourceId SPAM = new ResourceId(Kind.MODEL, "spam");

    @Test
    void aFailedRunIsNotRepeatedUntilAPersonAsks() {
        settle();
        platform.fail(JOB, "step main exited 1");
        settle();
        settle();
        long before = count("run job/train");

        reconciler.pass(
                head(), new Trigger("plumb rerun", true, Optional.empty(), false, Set.of(JOB)));

        assertThat(before).isOne();
        assertThat(count("run job/train")).isEqualTo(2);
    }

    @Test
    void anEnvironmentThatCannotBeBuiltIsTriedAgainAfterAPauseThatGrows() throws Exception {
        ResourceId environment = new ResourceId(Kind.ENVIRONMENT, "sklearn");
        platform.failBuildsOf(environment, "no network");
        write(
                "environment.yml",
                """
                $schema: https://azuremlschemas.azureedge.net/latest/environment.schema.json
                name: sklearn
                version: 1
                conda_file: {dependencies: [python]}
                """);
        commit("declare an environment");

        settle();
        PassResult second = settle();
        long atOnce = count("create environment/sklearn");
        now = now.plusSeconds(2);
        settle();
        long afterAPause = count("create environment/sklearn");
        settle();
        now = now.plusMillis(1_400);
        settle();

        assertThat(atOnce).isOne();
        assertThat(second.again())
                .hasValueSatisfying(again -> assertThat(again).isAfter(now.minusSeconds(4)));
        assertThat(afterAPause).isEqualTo(2);
        assertThat(count("create environment/sklearn")).isEqualTo(2);
        assertThat(reconciler.state().failures()).containsEntry(environment, "no network");
    }

    @Test
    void aBrokenCommitChangesNothing() throws Exception {
        served();
        write("endpoint.yml", ENDPOINT_SPEC.replace("auth_mode", "auth_mod"));
        commit("break it");

        settle();

        assertThat(reconciler.state().problems()).hasSize(1);
        assertThat(platform.started()).hasSize(4);
    }

    @Test
    void aMisspeltSchemaDeletesNothing() throws Exception {
        served();
        write(
                "endpoint.yml",
                ENDPOINT_SPEC.replace("managedOnlineEndpoint", "managedOnlineEndpont"));
        commit("misspell");

        settle();

        assertThat(platform.find(ENDPOINT)).isPresent();
    }

    @Test
    void aLostLedgerAndCloneLeadToNoChangesAndAFieldRemovedLaterIsSeen() throws Exception {
        served();
        repository.close();
        repository =
                GitRepository.open(
                        folder.resolve("work").toString(),
                        Optional.of("main"),
                        folder.resolve("another.git"));
        start();
        repository.fetch();
        settle();
        int before = platform.started().size();

        write("endpoint.yml", ENDPOINT_SPEC.replace("description: first\n", ""));
        commit("remove a field");
        settle();

        assertThat(before).isEqualTo(4);
        assertThat(count("update online-endpoint/fraud")).isOne();
    }

    @Test
    void anUnreadablePlatformIsUnknownAndNothingIsDone() {
        platform.breakWith("the platform is away");

        settle();

        assertThat(WorkspaceStatus.of(reconciler.state()).sync()).isEqualTo(SyncStatus.UNKNOWN);
        assertThat(platform.started()).isEmpty();
    }

    @Test
    void oneFailureStopsOnlyWhatDependsOnIt() {
        platform.failChangesOf(ENDPOINT);

        settle();

        assertThat(platform.started()).contains("run job/train");
        assertThat(platform.find(JOB))
                .hasValueSatisfying(job -> assertThat(job).isInstanceOf(Observed.Job.class));
        assertThat(reconciler.state().failures()).containsKey(ENDPOINT);
    }

    @Test
    void anActIsRecordedBeforeItIsDone() {
        settle();

        assertThat(reconciler.ledger().unfinished()).isPresent();
        assertThat(List.copyOf(reconciler.ledger().unfinished().orElseThrow().changes()))
                .isNotEmpty();
    }

    @Test
    void whatThePlatformRefusesIsHeldDownUntilANewerCommitOrAPersonsWish() throws Exception {
        platform.refuseChangesOf(ENDPOINT);
        settle();
        now = now.plus(Duration.ofDays(1));
        PassResult rested = settle();
        long byItself = count("create online-endpoint/fraud");
        Trigger asked = Trigger.requested("plumb sync");
        reconciler.pass(head(), asked);
        reconciler.pass(head(), asked.afterFirstPass());
        reconciler.pass(head(), asked.afterFirstPass());
        long afterAWish = count("create online-endpoint/fraud");
        write("README.md", "more");
        commit("something else");
        settle();

        assertThat(rested.progress()).isNotEqualTo(Progress.MOVED);
        assertThat(byItself).isOne();
        assertThat(afterAWish).isEqualTo(2);
        assertThat(count("create online-endpoint/fraud")).isEqualTo(3);
    }

    @Test
    void whatIsHeldDownSaysWhatItWaitsFor() {
        platform.refuseChangesOf(ENDPOINT);
        settle();
        settle();

        WorkspaceStatus status = WorkspaceStatus.of(reconciler.state());
        String commit = status.revision().substring(0, 7);

        assertThat(status.message())
                .isEqualTo(
                        "the sync of %s failed: online-endpoint/fraud; it is held down until a newer commit or `plumb sync`"
                                .formatted(commit));
        assertThat(status.resources())
                .extracting(ResourceStatus::message)
                .contains(
                        "failed at %s, waits for a newer commit or `plumb sync`: told to fail"
                                .formatted(commit));
    }

    @Test
    void aFailureOfWhatIsDeclaredNoMoreIsNotWaitedFor() throws Exception {
        platform.failChangesOf(ENDPOINT);
        settle();
        platform.fail(JOB, "step main exited 1");
        Files.delete(folder.resolve("work/endpoint.yml"));
        Files.delete(folder.resolve("work/blue.yml"));
        commit("remove what failed");
        now = now.plusSeconds(60);

        PassResult result = settle();

        assertThat(result).isEqualTo(new PassResult(Progress.SETTLED, Optional.empty()));
    }

    @Test
    void whatFailedIsTriedAtOnceWhenItsSpecChanges() throws Exception {
        platform.failChangesOf(ENDPOINT);
        settle();
        settle();
        long whileItWaits = count("create online-endpoint/fraud");
        write("endpoint.yml", ENDPOINT_SPEC.replace("auth_mode: key", "auth_mode: aml_token"));
        commit("another way to authenticate");

        settle();

        assertThat(whileItWaits).isOne();
        assertThat(count("create online-endpoint/fraud")).isEqualTo(2);
    }

    @Test
    void nothingIsAppliedOnALedgerThatWasRewritten() throws Exception {
        served();
        var remote = git.getRepository();
        String ref = "refs/plumbline/ledger/demo";
        var head = Objects.requireNonNull(remote.resolve(ref));
        var update = remote.updateRef(ref);
        update.setNewObjectId(remote.resolve(head.name() + "~1"));
        update.forceUpdate();
        write("train.yml", job("0.2"));
        commit("another rate");
        long before = count("run job/train");

        PassResult halted = settle();

        assertThat(halted.progress()).isEqualTo(Progress.WAITING);
        assertThat(count("run job/train")).isEqualTo(before);
        assertThat(WorkspaceStatus.of(reconciler.state()))
                .satisfies(status -> {
                    assertThat(status.sync()).isEqualTo(SyncStatus.UNKNOWN);
                    assertThat(status.message()).contains("was rewritten", head.name());
                });

        update = remote.updateRef(ref);
        update.setNewObjectId(head);
        update.forceUpdate();
        settle();

        assertThat(count("run job/train")).isEqualTo(before + 1);
    }

    @Test
    void whatACommitSupersedesIsNoFailureOfTheRelease() throws Exception {
        served();
        write("other.yml", otherJob());
        commit("another job");
        settle();
        Files.delete(folder.resolve("work/other.yml"));
        commit("without it");

        settle();

        Release release = reconciler.ledger().newestRelease().orElseThrow();
        assertThat(release.changes()).extracting(ChangeRecord::id).contains(OTHER);
        assertThat(release.outcome()).isEqualTo(ReleaseOutcome.SUCCEEDED);
    }

    @Test
    void whatWasDoneAlthoughItsAnswerWasLostIsNoFailureOfTheRelease() throws Exception {
        platform.loseAnswersOf(ENDPOINT);
        settle();
        platform.finish(JOB, head().specs().graph().get(JOB).orElseThrow().produces());
        now = now.plusSeconds(2);
        settle();

        Release release = reconciler.ledger().newestRelease().orElseThrow();
        assertThat(release.changes())
                .filteredOn(change -> change.id().equals(ENDPOINT))
                .extracting(ChangeRecord::outcome)
                .containsExactly(Optional.of(ChangeOutcome.applied()));
        assertThat(release.outcome()).isEqualTo(ReleaseOutcome.SUCCEEDED);
    }

    @Test
    void whatIsFoundAsDeclaredIsReleasedAlthoughSomethingElseIsHeld() throws Exception {
        served();
        write("model.yml", model("one"));
        commit("a model");
        settle();
        write("model.yml", model("two"));
        commit("another content");
        settle();
        write("model.yml", model("one"));
        write(
                "plumbline.yml",
                """
                workspaces:
                  - {name: demo, approvals: [{resources: ["online-endpoint/*"], required: 1}]}
                """);
        write("endpoint.yml", ENDPOINT_SPEC.replace("first", "second"));
        commit("the first content again, and what nobody approved");

        settle();

        AppliedResource released = reconciler.ledger().lastApplied().get(SPAM).orElseThrow();
        assertThat(released.version()).contains("1");
        assertThat(reconciler.state().plan().orElseThrow().held()).containsKey(ENDPOINT);
    }

    private static String model(String path) {
        return """
        $schema: https://azuremlschemas.azureedge.net/latest/model.schema.json
        name: spam
        type: custom_model
        path: azureml://datastores/store/paths/%s
        """
                .formatted(path);
    }

    private static String otherJob() {
        return job("0.3")
                .replace("name: train", "name: other")
                .replace("name: fraud", "name: spam");
    }
}
