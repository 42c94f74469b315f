package dev.plumbline.agent.pullrequest;

import static org.awaitility.Awaitility.await;

import dev.plumbline.agent.loop.LoopListener;
import dev.plumbline.agent.loop.Platforms;
import dev.plumbline.agent.loop.RepositoryLoop;
import dev.plumbline.agent.loop.RepositoryOptions;
import dev.plumbline.agent.model.TrainingRun;
import dev.plumbline.agent.promotion.Promotions;
import dev.plumbline.gate.Floor;
import dev.plumbline.gate.Teams;
import dev.plumbline.ledger.Recorder;
import dev.plumbline.platform.TestingPlatform;
import dev.plumbline.repository.GitRepository;
import dev.plumbline.repository.Revision;
import dev.plumbline.repository.TestingRemote;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.resource.VersionedId;
import dev.plumbline.webhooks.forge.Forge;
import dev.plumbline.webhooks.forge.Proposal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// A repository with a deployment of a model and a promotion, followed by an agent's loop onto a
/// platform in memory.
final class PromotedRepository implements AutoCloseable {
    static final ResourceId BLUE = ResourceId.deployment("fraud", "blue");
    static final String BRANCH = "plumbline/promote/prod/best";

    private static final ResourceId MODEL = ResourceId.parse("model/fraud");
    private static final String AZURE = "$schema: https://azuremlschemas.azureedge.net/latest/";

    final TestingRemote remote;
    final TestingForge forge;
    final TestingPlatform platform = new TestingPlatform();
    final List<String> heard = new CopyOnWriteArrayList<>();
    private final Map<String, TrainingRun> runs = new ConcurrentHashMap<>();
    private final Path folder;
    private Optional<Running> running = Optional.empty();
    private int started;

    /// The parts of an agent.
    private record Running(RepositoryLoop loop, Promotions promotions) {}

    /// @param conditions of the promotion, as YAML
    PromotedRepository(Path folder, String conditions) {
        this.folder = folder;
        this.remote = TestingRemote.create(folder.resolve("fraud"));
        this.forge = new TestingForge(remote.folder());
        remote.file("plumbline.yml", "workspaces: [{name: prod}]\n")
                .file(
                        "endpoint.yml",
                        AZURE + "managedOnlineEndpoint.schema.json\nname: fraud\nauth_mode: key\n")
                .file(
                        "promotion.yml",
                        """
                        $schema: https://plumbline.dev/schemas/promotion.schema.json
                        name: best
                        model: fraud
                        deployment: {endpoint: fraud, name: blue}
                        when: [%s]
                        """
                                .formatted(conditions));
        model("1");
        remote.commit("main", "Deploy a model");
    }

    /// The deployment's model in the next commit.
    void model(String version) {
        remote.file("blue.yml", deployment(version));
    }

    static String deployment(String version) {
        return AZURE
                + """
                managedOnlineDeployment.schema.json
                name: blue
                endpoint_name: fraud
                model: 'azureml:fraud:%s'   # what answers
                instance_type: Standard_DS3_v2
                instance_count: 1
                """
                        .formatted(version);
    }

    /// A run registers the next version.
    void trains(String version, Map<String, Double> metrics) {
        String id = "run-" + version;
        runs.put(
                id,
                new TrainingRun(
                        id,
                        ResourceId.parse("job/train"),
                        Digest.ofText(id),
                        "succeeded",
                        remote.ref("refs/heads/main").orElseThrow().commit(),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of("depth", version),
                        metrics));
        platform.register(
                new VersionedId(MODEL, version),
                Digest.ofText(version),
                Fields.EMPTY,
                Optional.empty(),
                Optional.of(id));
    }

    void start() {
        start(Optional.of(forge));
    }

    /// An agent begins, with the data of the one before.
    void start(Optional<Forge> on) {
        Path clone = folder.resolve("clone-" + started++);
        Listener listener = new Listener();
        RepositoryLoop loop =
                new RepositoryLoop(
                        new RepositoryOptions(
                                "fraud",
                                remote.url(),
                                Optional.of("main"),
                                clone,
                                folder.resolve("heads"),
                                folder.resolve("holds"),
                                Duration.ofMillis(50),
                                Floor.ofApprovals(List.of(), Teams.NONE)),
                        GitRepository.open(remote.url(), Optional.of("main"), clone),
                        Platforms.of(Map.of("local", platform), Map.of()),
                        new Recorder("Plumbline", "agent@example.org"),
                        InstantSource.system(),
                        listener);
        Promotions promotions =
                new Promotions(
                        loop,
                        id -> Optional.ofNullable(runs.get(id)),
                        on,
                        new Recorder("Plumbline", "agent@example.org"),
                        memory(),
                        InstantSource.system(),
                        (type, workspace, about, message) ->
                                heard.add(
                                        "%s %s %s: %s".formatted(type, workspace, about, message)));
        listener.promoting = Optional.of(promotions);
        running = Optional.of(new Running(loop, promotions));
        loop.start();
        promotions.start();
    }

    private Path memory() {
        return folder.resolve("promotions.json");
    }

    void stop() {
        running.ifPresent(agent -> {
            agent.promotions().close();
            agent.loop().close();
        });
    }

    void losesItsMemory() throws IOException {
        Files.delete(memory());
    }

    /// Waits, while the agent looks again and again.
    void until(String what, Callable<Boolean> condition) {
        await(what)
                .atMost(Duration.ofSeconds(30))
                .until(() -> {
                    running.orElseThrow().loop().repositoryChanged("push");
                    running.orElseThrow().loop().platformChanged();
                    return condition.call();
                });
    }

    void awaitDeployed(String version) {
        until("fraud:" + version + " deployed", () -> deployed().equals(Optional.of(version)));
    }

    private Optional<String> deployed() {
        return running.flatMap(agent -> agent.loop().workspace("prod"))
                .filter(workspace -> workspace.state().settled())
                .flatMap(workspace -> workspace.state().last().get(BLUE))
                .flatMap(applied -> applied.spec().get("model"))
                .map(model -> ((Value.Resolved) model).asset().version());
    }

    /// Waits for a pull request that proposes a version; it is the last that was asked for.
    Proposal awaitProposed(String version) {
        until(
                "fraud:" + version + " proposed",
                () ->
                        !forge.proposals().isEmpty()
                                && forge.proposals()
                                        .getLast()
                                        .title()
                                        .contains("fraud:" + version + " "));
        return forge.proposals().getLast();
    }

    long open() {
        return forge.open("main").getFirst().number();
    }

    String onBranch(String path) {
        return text(BRANCH, path);
    }

    String text(String branch, String path) {
        Revision commit = remote.ref("refs/heads/" + branch).orElseThrow();
        try (GitRepository clone =
                GitRepository.open(
                        remote.url(), Optional.of(branch), folder.resolve("look-" + started++))) {
            clone.fetch();
            var tree = clone.tree(commit);
            return new String(tree.read(tree.file(path).orElseThrow()), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        stop();
        remote.close();
    }

    private static final class Listener implements LoopListener {
        private volatile Optional<Promotions> promoting = Optional.empty();

        @Override
        public void looked(RepositoryLoop loop) {
            promoting.ifPresent(Promotions::looked);
        }
    }
}
