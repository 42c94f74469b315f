package dev.plumbline.agent.cli.command;

import dev.plumbline.agent.api.ApiJson;
import dev.plumbline.agent.api.LogView;
import dev.plumbline.agent.cli.world.CommandFailure;
import dev.plumbline.agent.cli.world.Exit;
import dev.plumbline.agent.cli.world.World;
import dev.plumbline.agent.client.AgentClient;
import dev.plumbline.agent.client.ApiPath;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `plumb logs`. The log is printed as the user's code wrote it, colours and all.
@Command(
        name = "logs",
        description = "Prints what a run wrote.",
        footer = {
            "",
            "Examples:",
            "  plumb logs 3f9c2ab --follow",
            "  plumb logs job/jobs/train-pipeline --step train   (its newest run)"
        })
final class LogsCommand implements Callable<Integer> {
    private static final long LOOK_MILLIS = 500;

    @Parameters(paramLabel = "RUN", description = "The run's id, or a job's for its newest run.")
    private String run = "";

    @Option(names = "--step", paramLabel = "NAME", description = "Only this step of a pipeline.")
    private Optional<String> step = Optional.empty();

    @Option(
            names = {"-f", "--follow"},
            description = "Go on until the run has ended.")
    private boolean follow;

    @Mixin private Connection connection = new Connection();
    @Mixin private OutputOption output = new OutputOption();
    private final World world;

    LogsCommand(World world) {
        this.world = world;
    }

    @Override
    public Integer call() throws InterruptedException {
        try (AgentClient agent = connection.client(world)) {
            String id = run.contains("/") ? newestRun(agent) : run;
            if (!output.isJson()) {
                read(agent, id, new Output(world)::text);
                return Exit.OK;
            }
            StringBuilder text = new StringBuilder();
            LogView last = read(agent, id, text::append);
            new Output(world)
                    .json(
                            ApiJson.MAPPER.valueToTree(
                                    new LogView(text.toString(), last.next(), last.ended())));
            return Exit.OK;
        }
    }

    private LogView read(AgentClient agent, String id, Consumer<String> reader)
            throws InterruptedException {
        LogView piece = piece(agent, id, 0);
        reader.accept(piece.text());
        while (!piece.ended() && (follow || !piece.text().isEmpty())) {
            if (piece.text().isEmpty()) {
                Thread.sleep(LOOK_MILLIS);
            }
            piece = piece(agent, id, piece.next());
            reader.accept(piece.text());
        }
        return piece;
    }

    private LogView piece(AgentClient agent, String id, long offset) {
        ApiPath path =
                ApiPath.of("runs", id, "log")
                        .with("step", step)
                        .with("offset", Long.toString(offset));
        return ApiJson.MAPPER.treeToValue(agent.getSecret(path), LogView.class);
    }

    private String newestRun(AgentClient agent) {
        JsonNode runs = agent.get(ApiPath.of("runs").with("job", run).with("limit", "1"));
        return runs.at("/runs/0/id")
                .asStringOpt()
                .orElseThrow(() ->
                        new CommandFailure(
                                "not_found",
                                "\"" + run + "\" has no runs yet; `plumb runs` lists all"));
    }
}
