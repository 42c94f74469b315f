package dev.plumbline.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.gate.Floor;
import dev.plumbline.ledger.Ledger;
import dev.plumbline.ledger.Recorder;
import dev.plumbline.platform.TestingPlatform;
import dev.plumbline.reconcile.PassResult.Progress;
import dev.plumbline.repository.GitRepository;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.spec.SpecLoader;
import dev.plumbline.spec.SpecSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A real repository, a real ledger and the platform in memory; the tests of whole passes begin
/// here.
abstract class ReconcileScenario {
    static final ResourceId JOB = new ResourceId(Kind.JOB, "train");
    static final ResourceId ENDPOINT = new ResourceId(Kind.ONLINE_ENDPOINT, "fraud");
    static final ResourceId BLUE = ResourceId.deployment("fraud", "blue");
    static final ResourceId TRAFFIC = new ResourceId(Kind.TRAFFIC, "fraud");
    static final String ENDPOINT_SPEC =
            """
            $schema: https://azuremlschemas.azureedge.net/latest/managedOnlineEndpoint.schema.json
            name: fraud
            description: first
            auth_mode: key
            traffic: {blue: 100}
            """;

    @TempDir Path folder;
    TestingPlatform platform = new TestingPlatform();
    Git git;
    GitRepository repository;
    WorkspaceReconciler reconciler;
    Floor floor = Floor.NONE;
    Supplier<Memory> memory = () -> Memory.ofThisProcess(Math::random);
    Instant now = Instant.parse("2026-11-23T12:00:00Z");

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
        start(ReconcileListener.NONE);
    }

    final void start() {
        start(ReconcileListener.NONE);
    }

    /// A process begins that knows nothing of the one before.
    final void start(ReconcileListener listener) {
        InstantSource clock = () -> now;
        Ledger ledger =
                Ledger.open(
                        repository,
                        "demo",
                        new Recorder("Plumbline", "agent@plumbline.dev"),
                        clock,
                        folder.resolve("ledger-head"));
        reconciler =
                new WorkspaceReconciler(
                        "repo/demo",
                        platform,
                        ledger,
                        repository.blobs(),
                        clock,
                        listener,
                        floor,
                        memory.get(),
                        _ -> Optional.empty());
    }

    /// Whatever a test let happen, the ledger that it leaves is sound.
    @AfterEach
    void close() {
        var findings =
                reconciler
                        .ledger()
                        .audit(new ApprovalAudit("demo", floor.teams(), floor.owners()))
                        .findings();
        repository.close();
        git.close();
        assertThat(findings).isEmpty();
    }

    static String job(String rate) {
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

    void write(String path, String text) throws Exception {
        Files.writeString(folder.resolve("work").resolve(path), text);
    }

    void commit(String message) throws Exception {
        git.add().addFilepattern(".").call();
        git.add().setUpdate(true).addFilepattern(".").call();
        git.commit()
                .setMessage(message)
                .setAuthor("Ada", "ada@example.org")
                .setCommitter("Ada", "ada@example.org")
                .setSign(false)
                .call();
    }

    Head head() {
        repository.fetch();
        var revision = repository.head().orElseThrow();
        SpecSet specs = new SpecLoader().load(repository.tree(revision));
        return new Head(
                repository.commit(revision), specs.workspaces().getFirst(), specs.declares());
    }

    PassResult settle() {
        return settle(head());
    }

    PassResult settle(Head head) {
        PassResult result = reconciler.pass(head, Trigger.look("test"));
        while (result.progress() == Progress.MOVED) {
            result = reconciler.pass(head, Trigger.look("test"));
        }
        return result;
    }

    void served() {
        settle();
        platform.finish(JOB, head().specs().graph().get(JOB).orElseThrow().produces());
        settle();
    }

    long count(String started) {
        return platform.started().stream().filter(started::equals).count();
    }
}
