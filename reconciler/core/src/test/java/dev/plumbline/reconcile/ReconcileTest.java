package dev.plumbline.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.ledger.Ledger;
import dev.plumbline.ledger.Recorder;
import dev.plumbline.platform.Observed;
import dev.plumbline.platform.TestingPlatform;
import dev.plumbline.reconcile.PassResult.Progress;
import dev.plumbline.report.SyncStatus;
import dev.plumbline.report.WorkspaceStatus;
import dev.plumbline.repository.GitRepository;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.spec.SpecLoader;
import dev.plumbline.spec.SpecSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whole passes on a real repository and a real ledger, with the platform in memory.
class ReconcileTest {
    private static final ResourceId JOB = new ResourceId(Kind.JOB, "train");
    private static final ResourceId ENDPOINT = new ResourceId(Kind.ONLINE_ENDPOINT, "fraud");
    private static final ResourceId BLUE = ResourceId.deployment("fraud", "blue");
    private static final ResourceId TRAFFIC = new ResourceId(Kind.TRAFFIC, "fraud");
    private static final String ENDPOINT_SPEC =
            """
            $schema: https://azuremlschemas.azureedge.net/latest/managedOnlineEndpoint.schema.json
            name: fraud
            description: first
            auth_mode: key
            traffic: {blue: 100}
            """;

    @TempDir private Path folder;
    private final TestingPlatform platform = new TestingPlatform();
    private Git git;
    private GitRepository repository;
    private WorkspaceReconciler reconciler;
    private Instant now = Instant.parse("2026-11-23T12:00:00Z");

    @BeforeEach
    void open() throws Exception {
        git =
                Git.init()
                        .setInitialBranch("main")
                        .setDirectory(folder.resolve("work").toFile())
                        .call();
        write(
                "plumbline.yml",
                """
                $schema: https://plumbline.dev/schemas/plumbline.schema.json
                workspaces:
                  - name: demo
                    sync: {grace_period: 10s}
                """);
        write("endpoint.yml", ENDPOINT_SPEC);
        write(
                "blue.yml",
                """
                $schema: https://azuremlschemas.azureedge.net/latest/managedOnlineDeployment.schema.json
                name: blue
                endpoint_name: fraud
                model: azureml:fraud:1
                instance_type: Standard_DS3_v2
                instance_count: 1
                """);
        write("train.yml", job("0.1"));
        commit("first");
        repository =
                GitRepository.open(
                        folder.resolve("work").toString(),
                        Optional.of("main"),
                        folder.resolve("clone.git"));
        start();
    }

    private void start() {
        InstantSource clock = () -> now;
        Ledger ledger =
                Ledger.open(
                        repository,
                        "demo",
                        new Recorder("Plumbline", "agent@plumbline.dev"),
                        clock);
        reconciler =
                new WorkspaceReconciler(
                        "repo/demo",
                        platform,
                        ledger,
                        repository.blobs(),
                        clock,
                        ReconcileListener.NONE);
    }

    @AfterEach
    void close() {
        repository.close();
        git.close();
    }

    private static String job(String rate) {
        return """
        $schema: https://azuremlschemas.azureedge.net/latest/commandJob.schema.json
        name: train
        description: trains
        command: python train.py --rate ${{inputs.rate}}
        environment: azureml://registries/azureml/environments/sklearn-1.5/versions/1
        inputs: {rate: %s}
        outputs: {model: {type: custom_model, name: fraud}}
        """
                .formatted(rate);
    }

    private void write(String path, String text) throws Exception {
        Files.writeString(folder.resolve("work").resolve(path), text);
    }

    private void commit(String message) throws Exception {
        git.add().addFilepattern(".").call();
        git.add().setUpdate(true).addFilepattern(".").call();
        git.commit()
                .setMessage(message)
                .setAuthor("Ada", "ada@example.org")
                .setCommitter("Ada", "ada@example.org")
                .setSign(false)
                .call();
    }

    private Head head() {
        repository.fetch();
        var revision = repository.head().orElseThrow();
        SpecSet specs = new SpecLoader().load(repository.tree(revision));
        return new Head(repository.commit(revision), specs.workspaces().getFirst(), specs.paths());
    }

    private PassResult settle() {
        PassResult result = reconciler.pass(head(), Trigger.look("test"));
        while (result.progress() == Progress.MOVED) {
            result = reconciler.pass(head(), Trigger.look("test"));
        }
        return result;
    }

    private void served() {
        settle();
        platform.finish(JOB, head().specs().graph().get(JOB).orElseThrow().produces());
        settle();
    }

    private long count(String started) {
        return platform.started().stream().filter(started::equals).count();
    }

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

        assertThat(kept).isTrue();
        assertThat(platform.find(BLUE)).isEmpty();
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
    void aRepositoryWithoutPlumblineYmlIsPlannedAndNotApplied() throws Exception {
        Files.delete(folder.resolve("work/plumbline.yml"));
        commit("undeclared");

        settle();

        assertThat(platform.started()).isEmpty();
        assertThat(reconciler.state().plan().orElseThrow().held()).isNotEmpty();
    }
}
