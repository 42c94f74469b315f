package dev.plumbline.agent.demo;

import dev.plumbline.agent.client.AgentClient;
import dev.plumbline.agent.client.ApiPath;
import dev.plumbline.agent.client.Load;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/// What the story is told with: the repository, the agent's API and the endpoint.
final class Stage {
    static final String WORKSPACE = "demo";
    static final String ENDPOINT = "fraud-detection-endpoint";
    static final String TRAFFIC = "traffic/" + ENDPOINT;
    static final String JOB = "job/jobs/train-pipeline";
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private final DemoRepository repository;
    private final AgentClient agent;

    Stage(DemoRepository repository, AgentClient agent) {
        this.repository = repository;
        this.agent = agent;
    }

    DemoRepository repository() {
        return repository;
    }

    Optional<JsonNode> workspace() {
        return agent.get(ApiPath.of("workspaces")).path("workspaces").valueStream().findFirst();
    }

    /// Waits until the workspace says something.
    JsonNode await(String what, Predicate<JsonNode> condition)
            throws IOException, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end)) {
            Optional<JsonNode> workspace = workspace();
            if (workspace.filter(condition).isPresent()) {
                return workspace.get();
            }
            workspace.flatMap(Stage::broken).ifPresent(Stage::giveUp);
            Thread.sleep(100);
        }
        throw new IOException(
                "waited "
                        + PATIENCE.toMinutes()
                        + " minutes for "
                        + what
                        + "; `plumb status` tells how things stand");
    }

    /// Waits until a commit is applied and everything is well.
    void applied(String commit) throws IOException, InterruptedException {
        await(
                "commit " + commit,
                workspace ->
                        text(workspace, "revision").equals(commit)
                                && text(workspace, "sync").equals("Synced")
                                && text(workspace, "health").equals("Healthy"));
    }

    /// What no waiting mends: a run that failed, or something that stalled.
    private static Optional<String> broken(JsonNode workspace) {
        return workspace
                .path("resources")
                .valueStream()
                .filter(resource -> text(resource, "health").equals("Degraded"))
                .map(resource -> text(resource, "id") + ": " + text(resource, "message"))
                .filter(line -> line.contains("plumb rerun") || line.contains("tried again"))
                .findFirst();
    }

    private static void giveUp(String cause) {
        throw new StoryException(cause);
    }

    JsonNode resource(String id) {
        return agent.get(ApiPath.inWorkspace(Optional.of(WORKSPACE), "resources", id));
    }

    JsonNode lineage(String id) {
        return agent.get(ApiPath.inWorkspace(Optional.of(WORKSPACE), "lineage", id));
    }

    void setTraffic(Map<String, Integer> weights, String by) {
        agent.put(
                ApiPath.of("local", "endpoints", ENDPOINT, "traffic"),
                Map.of("traffic", weights, "by", by));
    }

    Load load() throws IOException {
        JsonNode keys = agent.getSecret(ApiPath.of("endpoints", ENDPOINT, "keys"));
        String body =
                Files.readString(repository.folder().resolve("endpoints/sample-request.json"));
        return new Load(URI.create(text(keys, "uri")), text(keys, "primary"), body);
    }

    /// The runs of the training job, newest first, with their steps.
    List<JsonNode> runs() {
        List<JsonNode> runs = new ArrayList<>();
        agent.get(ApiPath.of("runs").with("job", JOB))
                .path("runs")
                .valueStream()
                .forEach(run -> runs.add(agent.get(ApiPath.of("runs", text(run, "id")))));
        return runs;
    }

    /// What became of each step of a run.
    static Map<String, String> steps(JsonNode run) {
        Map<String, String> steps = new LinkedHashMap<>();
        run.path("steps")
                .valueStream()
                .forEach(step -> steps.put(text(step, "name"), text(step, "status")));
        return steps;
    }

    /// How many changes of each action the ledger holds for a commit.
    Map<String, Integer> applied(JsonNode history, String commit) {
        Map<String, Integer> actions = new TreeMap<>();
        history.path("syncs")
                .valueStream()
                .filter(sync ->
                        text(sync, "revision").equals(commit)
                                && !text(sync, "outcome").equals("running"))
                .flatMap(sync -> sync.path("changes").valueStream())
                .forEach(change -> actions.merge(text(change, "action"), 1, Integer::sum));
        return actions;
    }

    JsonNode history() {
        return agent.get(ApiPath.inWorkspace(Optional.of(WORKSPACE), "history"));
    }

    static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }
}
