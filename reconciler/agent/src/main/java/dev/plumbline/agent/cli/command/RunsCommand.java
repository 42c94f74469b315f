package dev.plumbline.agent.cli.command;

import dev.plumbline.agent.api.RunsView;
import dev.plumbline.agent.cli.text.RunsText;
import dev.plumbline.agent.cli.world.Exit;
import dev.plumbline.agent.cli.world.World;
import dev.plumbline.agent.client.AgentClient;
import dev.plumbline.agent.client.ApiPath;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `plumb runs`.
@Command(
        name = "runs",
        description = "Shows the runs of jobs, newest first, with their steps.",
        footer = {
            "",
            "Examples:",
            "  plumb runs",
            "  plumb runs job/jobs/train-pipeline --limit 5"
        })
final class RunsCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "JOB",
            arity = "0..1",
            description = "Only runs of this job, such as job/jobs/train.")
    private Optional<String> job = Optional.empty();

    @Option(
            names = "--limit",
            defaultValue = "20",
            description = "How many at most; ${DEFAULT-VALUE} by default.")
    private int limit;

    @Mixin private Connection connection = new Connection();
    @Mixin private OutputOption output = new OutputOption();
    private final World world;

    RunsCommand(World world) {
        this.world = world;
    }

    @Override
    public Integer call() {
        try (AgentClient agent = connection.client(world)) {
            JsonNode runs =
                    agent.get(
                            ApiPath.of("runs")
                                    .with("job", job)
                                    .with("limit", Integer.toString(limit)));
            output.show(
                    world,
                    runs,
                    () -> RunsText.render(Output.view(runs, RunsView.class), world.ink()));
            return Exit.OK;
        }
    }
}
