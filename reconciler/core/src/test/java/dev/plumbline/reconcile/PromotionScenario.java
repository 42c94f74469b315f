package dev.plumbline.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.gate.Floor;
import dev.plumbline.ledger.Ledger;
import dev.plumbline.ledger.Recorder;
import dev.plumbline.plan.PlannedResource;
import dev.plumbline.platform.Observed;
import dev.plumbline.platform.TestingPlatform;
import dev.plumbline.reconcile.PassResult.Progress;
import dev.plumbline.repository.GitRepository;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.VersionedId;
import dev.plumbline.spec.SpecLoader;
import dev.plumbline.spec.SpecSet;
import dev.plumbline.spec.WorkspaceSpecs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A repository whose `prod` releases from `staging`, each with a platform of its own in memory.
abstract class PromotionScenario {
    static final ResourceId JOB = new ResourceId(Kind.JOB, "train");
    static final ResourceId MODEL = new ResourceId(Kind.MODEL, "fraud");
    static final ResourceId BLUE = ResourceId.deployment("fraud-prod", "blue");
    static final String PLUMBLINE =
            """
            $schema: https://plumbline.dev/schemas/plumbline.schema.json
            workspaces:
              - name: staging
              - name: prod
                release_from: staging
                set:
                  - {files: [endpoint.yml], values: {name: fraud-prod}}
                  - {files: [blue.yml], values: {endpoint_name: fraud-prod}}
            """;

    @TempDir Path folder;
    final Map<String, TestingPlatform> platforms = new HashMap<>();
    final Map<String, WorkspaceReconciler> reconcilers = new HashMap<>();
    Git git;
    GitRepository repository;

    @BeforeEach
    void open() throws Exception {
        git =
                Git.init()
                        .setInitialBranch("main")
                        .setDirectory(folder.resolve("work").toFile())
                        .call();
        write("plumbline.yml", PLUMBLINE);
        write("endpoint.yml", ReconcileScenario.ENDPOINT_SPEC);
        write("blue.yml", deployment("azureml:fraud@latest"));
        write("train.yml", ReconcileScenario.job("0.1"));
        commit("first");
        repository =
                GitRepository.open(
                        folder.resolve("work").toString(),
                        Optional.of("main"),
                        folder.resolve("clone.git"));
        start();
    }

    /// A process begins that knows nothing of the one before.
    final void start() {
        reconcilers.clear();
        for (String name : new String[] {"staging", "prod", "eu"}) {
            reconcilers.put(
                    name,
                    new WorkspaceReconciler(
                            "repo/" + name,
                            platform(name),
                            ledger(name),
                            repository.blobs(),
                            () -> Instant.parse("2026-11-23T12:00:00Z"),
                            ReconcileListener.NONE,
                            Floor.NONE,
                            Memory.ofThisProcess(() -> 0.5),
                            other ->
                                    Optional.ofNullable(reconcilers.get(other))
                                            .map(WorkspaceReconciler::upstream)));
        }
    }

    private Ledger ledger(String name) {
        return Ledger.open(
                repository,
                name,
                new Recorder("Plumbline", "agent@plumbline.dev"),
                () -> Instant.parse("2026-11-23T12:00:00Z"),
                folder.resolve("head-" + name));
    }

    @AfterEach
    void close() {
        var findings =
                reconcilers.values().stream()
                        .flatMap(each -> each.ledger().audit().findings().stream())
                        .toList();
        repository.close();
        git.close();
        assertThat(findings).isEmpty();
    }

    static String deployment(String model) {
        return """
        $schema: https://azuremlschemas.azureedge.net/latest/managedOnlineDeployment.schema.json
        name: blue
        endpoint_name: fraud
        model: %s
        instance_type: Standard_DS3_v2
        instance_count: 1
        """
                .formatted(model);
    }

    final TestingPlatform platform(String workspace) {
        return platforms.computeIfAbsent(workspace, _ -> new TestingPlatform());
    }

    final void write(String path, String text) throws Exception {
        Files.writeString(folder.resolve("work").resolve(path), text);
    }

    final void commit(String message) throws Exception {
        git.add().addFilepattern(".").call();
        git.add().setUpdate(true).addFilepattern(".").call();
        git.commit()
                .setMessage(message)
                .setAuthor("Ada", "ada@example.org")
                .setCommitter("Ada", "ada@example.org")
                .setSign(false)
                .call();
    }

    final Head head(String workspace) {
        repository.fetch();
        var revision = repository.head().orElseThrow();
        SpecSet specs = new SpecLoader().load(repository.tree(revision));
        WorkspaceSpecs own = specs.workspace(workspace).orElseThrow();
        return new Head(
                repository.commit(revision),
                own,
                specs.declares(),
                own.config().releaseFrom().flatMap(specs::workspace));
    }

    final WorkspaceReconciler workspace(String name) {
        return Optional.ofNullable(reconcilers.get(name)).orElseThrow();
    }

    final PassResult settle(String workspace) {
        Head head = head(workspace);
        WorkspaceReconciler reconciler = workspace(workspace);
        PassResult result = reconciler.pass(head, Trigger.look("test"));
        while (result.progress() == Progress.MOVED) {
            result = reconciler.pass(head, Trigger.look("test"));
        }
        return result;
    }

    /// Staging trains, deploys and releases.
    final void released() {
        settle("staging");
        platform("staging")
                .finish(JOB, head("staging").specs().graph().get(JOB).orElseThrow().produces());
        settle("staging");
    }

    final PlannedResource planned(String workspace, ResourceId id) {
        return workspace(workspace).state().plan().orElseThrow().plan().get(id).orElseThrow();
    }

    /// The model that a deployment of a workspace holds.
    final Optional<VersionedId> deployed(String workspace, ResourceId deployment) {
        return platform(workspace)
                .find(deployment)
                .map(each -> ((Observed.Service) each).live())
                .flatMap(live -> live.get("model"))
                .map(model -> ((Value.Resolved) model).asset());
    }

    final long runs(String workspace) {
        return platform(workspace).started().stream()
                .filter(each -> each.startsWith("run "))
                .count();
    }
}
