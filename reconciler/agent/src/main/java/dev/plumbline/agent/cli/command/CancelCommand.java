package dev.plumbline.agent.cli.command;

import dev.plumbline.agent.api.RunView;
import dev.plumbline.agent.api.RunsView;
import dev.plumbline.agent.cli.text.RunsText;
import dev.plumbline.agent.cli.world.Exit;
import dev.plumbline.agent.cli.world.World;
import dev.plumbline.agent.client.AgentClient;
import dev.plumbline.agent.client.ApiPath;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `plumb cancel`.
@Command(
        name = "cancel",
        description =
                "Asks a run to stop. It stays canceled until its spec changes or `plumb rerun`.",
        footer = {"", "Example:", "  plumb cancel 3f9c2ab"})
final class CancelCommand implements Callable<Integer> {
    @Parameters(paramLabel = "RUN", description = "The run's id, as `plumb runs` lists it.")
    private String run = "";

    @Mixin private Connection connection = new Connection();
    @Mixin private OutputOption output = new OutputOption();
    private final World world;

    CancelCommand(World world) {
        this.world = world;
    }

    @Override
    public Integer call() {
        try (AgentClient agent = connection.client(world)) {
            JsonNode canceled = agent.post(ApiPath.of("runs", run, "cancel"), Map.of());
            RunsView runs = new RunsView(List.of(Output.view(canceled, RunView.class)));
            output.show(world, canceled, () -> RunsText.render(runs, world.ink()));
            return Exit.OK;
        }
    }
}
