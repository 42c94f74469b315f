package dev.plumbline.agent.pullrequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.agent.loop.PlatformSettings;
import dev.plumbline.agent.loop.Platforms;
import dev.plumbline.agent.loop.RepositoryLoop;
import dev.plumbline.agent.loop.RepositoryOptions;
import dev.plumbline.gate.Floor;
import dev.plumbline.gate.Teams;
import dev.plumbline.ledger.AuditReport;
import dev.plumbline.ledger.Recorder;
import dev.plumbline.platform.Observed;
import dev.plumbline.platform.TestingPlatform;
import dev.plumbline.reconcile.ApprovalAudit;
import dev.plumbline.reconcile.ApprovalDesk;
import dev.plumbline.reconcile.Trigger;
import dev.plumbline.reconcile.WorkspaceReconciler;
import dev.plumbline.reconcile.WorkspaceState;
import dev.plumbline.repository.GitRepository;
import dev.plumbline.repository.Person;
import dev.plumbline.repository.Revision;
import dev.plumbline.repository.TestingRemote;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.VersionedId;
import dev.plumbline.spec.owners.OwnersDialect;
import dev.plumbline.spec.owners.RepositoryCodeOwners;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A repository of endpoints on a forge, followed by an agent's loop onto a platform in memory.
final class ReviewedRepository implements AutoCloseable {
    static final ResourceId ENDPOINT = ResourceId.parse("online-endpoint/sum");

    private static final ResourceId TRAIN = ResourceId.parse("job/train");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    final TestingRemote remote;
    final TestingForge forge;
    final TestingPlatform platform = new TestingPlatform();
    private final Path folder;
    private final Map<String, PlatformSettings> settings = Map.of();
    private RepositoryLoop loop;
    private PullRequests pullRequests;
    private int started;

    /// @param policy the approvals of the workspace, as plumbline.yml has them
    ReviewedRepository(Path folder, String policy) {
        this.folder = folder;
        this.remote = TestingRemote.create(folder.resolve("fraud"));
        this.forge = new TestingForge(remote.folder());
        policy(policy);
        endpoint("first");
        remote.commit("main", "Declare an endpoint");
        start();
    }

    /// The policy in the next commit.
    ReviewedRepository policy(String approvals) {
        remote.file(
                "plumbline.yml",
                "workspaces:\n  - name: prod\n    sync: {automated: true}\n    approvals: %s\n"
                        .formatted(approvals));
        return this;
    }

    /// The CODEOWNERS file in the next commit; none when it is empty.
    ReviewedRepository owners(String content) {
        if (content.isEmpty()) {
            remote.without("CODEOWNERS");
        } else {
            remote.file("CODEOWNERS", content);
        }
        return this;
    }

    /// What an audit finds.
    List<AuditReport.Finding> findings() {
        Floor floor = loop.options().floor();
        return workspace()
                .ledger()
                .audit(new ApprovalAudit("prod", floor.teams(), floor.owners()))
                .findings();
    }

    /// The endpoint in the next commit.
    ReviewedRepository endpoint(String description) {
        remote.file(
                "endpoint.yml",
                "{$schema: https://azuremlschemas.azureedge.net/latest/managedOnlineEndpoint.schema.json, name: sum, auth_mode: key, description: %s}\n"
                        .formatted(description));
        return this;
    }

    /// Commits what was written on top of a branch, which begins where main is.
    Revision push(String branch) {
        if (remote.ref("refs/heads/" + branch).isEmpty()) {
            remote.set("refs/heads/" + branch, remote.ref("refs/heads/main").orElseThrow());
        }
        return remote.commit(branch, "Change something");
    }

    /// An agent begins, with the data of the one before.
    void start() {
        int number = started++;
        TellingListener listener = new TellingListener();
        ReviewBoard reviews = new ReviewBoard(InstantSource.system());
        Path clone = folder.resolve("clone-" + number);
        GitRepository repository = GitRepository.open(remote.url(), Optional.of("main"), clone);
        RepositoryOptions options =
                new RepositoryOptions(
                        "fraud",
                        remote.url(),
                        Optional.of("main"),
                        clone,
                        folder.resolve("heads"),
                        folder.resolve("holds"),
                        Duration.ofMillis(200),
                        Floor.ofApprovals(List.of(), Teams.NONE)
                                .reviewedBy(reviews)
                                .ownedBy(
                                        new RepositoryCodeOwners(
                                                repository, OwnersDialect.GITHUB)));
        loop =
                new RepositoryLoop(
                        options,
                        repository,
                        Platforms.of(Map.of("local", platform), settings),
                        new Recorder("Plumbline", "agent@example.org"),
                        InstantSource.system(),
                        listener);
        pullRequests =
                new PullRequests(
                        loop,
                        forge,
                        reviews,
                        folder.resolve("previews.json"),
                        PageLinks.NONE,
                        InstantSource.system());
        listener.talking = Optional.of(pullRequests);
        loop.start();
        pullRequests.start();
    }

    void stop() {
        pullRequests.close();
        loop.close();
    }

    /// The agent hears of a pull request, and shows what it would do.
    String previewed(long number) {
        String before = forge.comments().getOrDefault("#" + number + " preview", "");
        Revision head = forge.pullRequest(number).head();
        pullRequests.changed(number);
        return await("the preview of #" + number)
                .atMost(PATIENCE)
                .until(
                        () -> forge.comments().getOrDefault("#" + number + " preview", ""),
                        text -> !text.equals(before) && text.contains(head.shortForm()));
    }

    /// The agent hears that the branch moved, and that a pull request was reviewed or merged.
    void hears() {
        loop.repositoryChanged("push");
        loop.workspaces().forEach(_ -> pullRequests.changed(1));
    }

    /// The agent hears of a push alone.
    void hearsOfPush() {
        loop.repositoryChanged("push");
    }

    /// Someone approves by a command.
    void approves(String person, ResourceId id) {
        WorkspaceReconciler workspace = workspace();
        new ApprovalDesk(workspace.ledger(), loop.repository(), loop.options().floor().teams())
                .approve(
                        workspace.state(),
                        new Person(person, Set.of()),
                        Set.of(id),
                        Optional.empty());
        loop.acted("approval");
    }

    void sync() {
        loop.request("prod", Trigger.requested("plumb sync"), "asked");
    }

    void awaitSettled() {
        Revision head = remote.ref("refs/heads/main").orElseThrow();
        await("settled at " + head)
                .atMost(PATIENCE)
                .until(() ->
                        loop.states().stream()
                                .anyMatch(state ->
                                        state.settled()
                                                && state.commit()
                                                        .filter(it -> it.revision().equals(head))
                                                        .isPresent()));
    }

    /// Waits until the platform has this description.
    void awaitApplied(String description) {
        await("\"" + description + "\" applied")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(applied()).as(toString()).isEqualTo(description));
    }

    /// Waits until a change is held for a reason that says this.
    void awaitHeld(ResourceId id, String why) {
        await(id + " held: " + why)
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(held(id)).as(toString()).contains(why));
    }

    /// Waits until a release holds what is declared.
    void awaitReleased(ResourceId id) {
        await(id + " released")
                .atMost(PATIENCE)
                .until(() ->
                        state().settled()
                                && held(id).isEmpty()
                                && state().last().get(id).isPresent());
    }

    /// A job that trains a model, and a deployment of whatever it is.
    ReviewedRepository trainedAndDeployed() {
        remote.file(
                "train.yml",
                """
                $schema: https://azuremlschemas.azureedge.net/latest/commandJob.schema.json
                name: train
                command: python train.py --model ${{outputs.model}}
                environment: azureml://registries/azureml/environments/sklearn-1.5/labels/latest
                compute: azureml:cpu
                outputs:
                  model: {type: mlflow_model, name: sum}
                """);
        return deployed();
    }

    /// A deployment of whatever the newest model is.
    ReviewedRepository deployed() {
        remote.file(
                "blue.yml",
                """
                $schema: https://azuremlschemas.azureedge.net/latest/managedOnlineDeployment.schema.json
                name: blue
                endpoint_name: sum
                model: azureml:sum@latest
                instance_type: Standard_DS3_v2
                instance_count: 1
                """);
        return this;
    }

    /// A version of the model is registered by someone else.
    void registers(String version) {
        platform.register(
                new VersionedId(ResourceId.parse("model/sum"), version),
                Digest.ofText(version),
                Value.Fields.EMPTY,
                Optional.empty(),
                Optional.empty());
    }

    /// The run of the job succeeds, once it goes on.
    void finishTraining() {
        await("a run").atMost(PATIENCE).until(() -> platform.started().contains("run " + TRAIN));
        platform.finish(
                TRAIN,
                state().plan().orElseThrow().plan().get(TRAIN).stream()
                        .flatMap(_ -> workspace().state().commit().stream())
                        .flatMap(commit -> loop.heads(commit.revision()).stream())
                        .flatMap(head -> head.graph().get(TRAIN).stream())
                        .flatMap(job -> job.produces().stream())
                        .toList());
        loop.platformChanged();
    }

    String held(ResourceId id) {
        return state().plan().flatMap(plan -> plan.held(id)).orElse("");
    }

    String applied() {
        return platform.find(ENDPOINT)
                .map(Observed.Service.class::cast)
                .flatMap(it -> it.live().text("description"))
                .orElse("");
    }

    WorkspaceReconciler workspace() {
        return loop.workspace("prod").orElseThrow();
    }

    private WorkspaceState state() {
        return workspace().state();
    }

    /// What opens pull requests on the forge.
    Proposals proposals() {
        return pullRequests.proposals().orElseThrow();
    }

    RepositoryLoop loop() {
        return loop;
    }

    /// What a test that waits in vain has to tell.
    @Override
    public String toString() {
        return loop.states().stream()
                .flatMap(state -> state.plan().stream())
                .flatMap(plan ->
                        plan.plan().resources().stream()
                                .map(each ->
                                        "%s %s %s %s"
                                                .formatted(
                                                        each.id(),
                                                        each.verdict(),
                                                        each.reason(),
                                                        plan.held(each.id()).orElse(""))))
                .collect(Collectors.joining("\n"));
    }

    @Override
    public void close() {
        stop();
        remote.close();
    }
}
