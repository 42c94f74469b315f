package dev.plumbline.agent.acceptance;

import dev.plumbline.agent.cli.Main;
import dev.plumbline.agent.client.AgentClient;
import dev.plumbline.agent.client.ApiPath;
import dev.plumbline.agent.client.Load;
import dev.plumbline.agent.client.Tokens;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/// An agent in a process of its own, to be killed.
final class AgentJvm implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Path data;
    private final String repository;
    private final int port = freePort();
    private final int servingPort = freePort();
    private final File log;
    private Process process;

    AgentJvm(Path folder, String repository) throws IOException {
        this.data = folder.resolve("data");
        this.repository = repository;
        this.log = folder.resolve("agent.log").toFile();
        this.process = begin();
    }

    private Process begin() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "agent",
                        "--repo",
                        repository,
                        "--data",
                        data.toString(),
                        "--port",
                        Integer.toString(port),
                        "--serving-port",
                        Integer.toString(servingPort),
                        "--poll",
                        "1s")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    Path data() {
        return data;
    }

    /// As `kill -9` does.
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /// Lets it run so long. Fails when it ends before by itself.
    void runFor(Duration time) throws InterruptedException {
        if (process.waitFor(time)) {
            throw new AssertionError(
                    "the agent ended by itself with " + process.exitValue() + "; see " + log);
        }
    }

    void restart() throws IOException {
        process = begin();
    }

    JsonNode get(ApiPath path) {
        try (AgentClient client = client()) {
            return client.getSecret(path);
        }
    }

    private AgentClient client() {
        return new AgentClient(
                URI.create("http://127.0.0.1:" + port), new Tokens(Map.of(), Optional.of(data)));
    }

    /// The workspace, when the agent answers and it is as wanted.
    JsonNode await(String what, Predicate<JsonNode> wanted) {
        return Awaitility.await(what + "; see " + log)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions()
                .until(() -> get(ApiPath.of("workspaces")).at("/workspaces/0"), wanted);
    }

    /// Waits until a commit is applied and all is well.
    JsonNode awaitApplied(String commit) {
        return await(
                "commit " + commit + " applied",
                workspace ->
                        workspace.path("revision").asString("").equals(commit)
                                && workspace.path("sync").asString("").equals("Synced")
                                && workspace.path("health").asString("").equals("Healthy"));
    }

    Load load(String endpoint, String body) {
        JsonNode keys = get(ApiPath.of("endpoints", endpoint, "keys"));
        return new Load(
                URI.create(keys.path("uri").asString("")), keys.path("primary").asString(""), body);
    }

    /// Ends the agent and the serving process that outlives it.
    @Override
    public void close() throws IOException {
        kill();
        RunningAgent.endServing(data, repository);
    }
}
