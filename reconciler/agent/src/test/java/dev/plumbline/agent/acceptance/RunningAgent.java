package dev.plumbline.agent.acceptance;

import dev.plumbline.agent.api.TokenFile;
import dev.plumbline.agent.client.AgentClient;
import dev.plumbline.agent.client.ApiPath;
import dev.plumbline.agent.client.Tokens;
import dev.plumbline.agent.run.AgentEvents;
import dev.plumbline.agent.run.AgentProcess;
import dev.plumbline.agent.run.AgentSettings;
import dev.plumbline.agent.run.AgentSettings.Access;
import dev.plumbline.agent.run.AgentSettings.Followed;
import dev.plumbline.gate.Floor;
import dev.plumbline.repository.RemoteAddress;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/// An agent in this process, with a client that has its token. Nothing it serves is left behind.
final class RunningAgent implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final AgentProcess agent;
    private final AgentClient client;

    private final Path data;

    private RunningAgent(AgentProcess agent, AgentClient client, Path data) {
        this.agent = agent;
        this.client = client;
        this.data = data;
    }

    static RunningAgent start(Path data, String repository) throws IOException {
        return start(data, repository, Floor.NONE, Access.ofOperatorAlone());
    }

    static RunningAgent start(Path data, String repository, Floor floor, Access access)
            throws IOException {
        Followed followed =
                new Followed(
                        Followed.nameOf(repository),
                        RemoteAddress.of(repository),
                        Optional.empty(),
                        Optional.of("main"),
                        Duration.ofMillis(500),
                        floor,
                        Optional.empty());
        return start(data, List.of(followed), access);
    }

    static RunningAgent start(Path data, List<Followed> repositories) throws IOException {
        return start(data, repositories, Access.ofOperatorAlone());
    }

    private static RunningAgent start(Path data, List<Followed> repositories, Access access)
            throws IOException {
        AgentProcess agent =
                AgentProcess.start(
                        new AgentSettings(
                                data,
                                "127.0.0.1",
                                0,
                                0,
                                Optional.empty(),
                                repositories,
                                Map.of(),
                                access,
                                Optional.empty()),
                        AgentEvents.NONE);
        return new RunningAgent(
                agent,
                new AgentClient(URI.create(agent.url()), new Tokens(Map.of(), Optional.of(data))),
                data);
    }

    static void endServing(Path data, String repository) throws IOException {
        try (RunningAgent agent = start(data, repository)) {
            agent.awaitLooked();
        }
    }

    AgentProcess process() {
        return agent;
    }

    /// The token that the agent made.
    String token() throws IOException {
        return TokenFile.read(data).orElseThrow();
    }

    JsonNode get(ApiPath path) {
        return client.getSecret(path);
    }

    JsonNode post(ApiPath path, Object body) {
        return client.post(path, body);
    }

    void awaitLooked() {
        Awaitility.await("the first look")
                .atMost(PATIENCE)
                .until(() -> agent.loops().stream().allMatch(loop -> loop.hasLooked()));
    }

    /// Waits until a commit is applied and all is well.
    JsonNode awaitApplied(String commit) {
        return Awaitility.await("commit " + commit + " applied")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> get(ApiPath.of("workspaces")).at("/workspaces/0"),
                        workspace ->
                                workspace.path("revision").asString("").equals(commit)
                                        && workspace.path("sync").asString("").equals("Synced")
                                        && workspace.path("health").asString("").equals("Healthy"));
    }

    @Override
    public void close() throws IOException {
        client.close();
        agent.platform().stopServing();
        agent.close();
    }
}
