package dev.plumbline.agent.cli.command;

import dev.plumbline.agent.api.ApiJson;
import dev.plumbline.agent.api.KeysView;
import dev.plumbline.agent.cli.world.CommandFailure;
import dev.plumbline.agent.cli.world.Exit;
import dev.plumbline.agent.cli.world.World;
import dev.plumbline.agent.client.AgentClient;
import dev.plumbline.agent.client.ApiPath;
import dev.plumbline.agent.client.ScoringClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;

/// `plumb invoke`. Its `--data` is the request, so that the data directory is named by `--data-dir`
/// here.
@Command(
        name = "invoke",
        description = "Sends a request to an endpoint and prints its answer as it came.",
        footer = {
            "",
            "Examples:",
            "  plumb invoke fraud --data request.json",
            "  echo '{\"data\": [[1, 0]]}' | plumb invoke fraud --data - --deployment green"
        })
final class InvokeCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ENDPOINT", description = "The endpoint's name.")
    private String endpoint = "";

    @Option(
            names = "--data",
            required = true,
            paramLabel = "FILE",
            description = "The request's body; - for standard input.")
    private String data = "";

    @Option(
            names = "--deployment",
            paramLabel = "NAME",
            description = "Ask this deployment, whatever the traffic.")
    private Optional<String> deployment = Optional.empty();

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "The agent's data directory; PLUMB_DATA by default.")
    private Optional<Path> dataDirectory = Optional.empty();

    @Mixin private ServerOption server = new ServerOption();
    @Mixin private OutputOption output = new OutputOption();
    private final World world;

    InvokeCommand(World world) {
        this.world = world;
    }

    @Override
    public Integer call() throws IOException {
        byte[] body = body();
        try (AgentClient agent = server.client(world, dataDirectory);
                ScoringClient scoring = new ScoringClient()) {
            KeysView keys =
                    ApiJson.MAPPER.treeToValue(
                            agent.getSecret(ApiPath.of("endpoints", endpoint, "keys")),
                            KeysView.class);
            ScoringClient.Scored answer = scoring.score(keys, deployment, body);
            print(answer.body());
            if (world.terminal()) {
                world.err().println(origin(answer));
            }
            return Exit.OK;
        }
    }

    private static String origin(ScoringClient.Scored answer) {
        return "answered by "
                + answer.deployment().orElse("a deployment that does not say its name")
                + answer.requestId()
                        .map(id -> "; `plumb lineage " + id + "` tells where that came from")
                        .orElse("");
    }

    private void print(String answer) {
        if (!output.isJson()) {
            new Output(world).text(answer.endsWith("\n") ? answer : answer + "\n");
            return;
        }
        try {
            new Output(world).json(ApiJson.MAPPER.readTree(answer));
        } catch (JacksonException _) {
            throw new CommandFailure(
                    "scoring",
                    "the answer of endpoint "
                            + endpoint
                            + " is no JSON; leave out --output json to see it");
        }
    }

    private byte[] body() throws IOException {
        if (data.equals("-")) {
            return world.in().readAllBytes();
        }
        Path file = Inputs.existing(world, Path.of(data));
        if (Files.isDirectory(file)) {
            throw new CommandFailure(
                    "file",
                    "\"" + data + "\" is a folder; --data names the file with the request's body");
        }
        return Files.readAllBytes(file);
    }
}
