package dev.plumbline.agent.cli.command;

import dev.plumbline.agent.api.ApiJson;
import dev.plumbline.agent.api.StatusView;
import dev.plumbline.agent.cli.text.StatusText;
import dev.plumbline.agent.cli.world.Exit;
import dev.plumbline.agent.cli.world.World;
import dev.plumbline.agent.client.AgentClient;
import dev.plumbline.agent.client.ApiPath;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/// `plumb status`.
@Command(
        name = "status",
        description =
                "Shows the workspaces and their resources: whether they are as Git declares, and how they fare.",
        footer = {
            "",
            "Examples:",
            "  plumb status",
            "  plumb status --workspace staging --output json"
        })
final class StatusCommand implements Callable<Integer> {
    @Mixin private Connection connection = new Connection();
    @Mixin private WorkspaceOption workspace = new WorkspaceOption();
    @Mixin private OutputOption output = new OutputOption();
    private final World world;

    StatusCommand(World world) {
        this.world = world;
    }

    @Override
    public Integer call() {
        try (AgentClient agent = connection.client(world)) {
            JsonNode status = ask(agent, workspace.get());
            output.show(
                    world,
                    status,
                    () ->
                            StatusText.render(
                                    Output.view(status, StatusView.class),
                                    world.ink(),
                                    world.now()));
            return Exit.OK;
        }
    }

    /// The contract's document, whether one workspace is asked for or all.
    private static JsonNode ask(AgentClient agent, Optional<String> workspace) {
        if (workspace.isEmpty()) {
            return agent.get(ApiPath.of("workspaces"));
        }
        JsonNode one = agent.get(ApiPath.inWorkspace(workspace));
        return ApiJson.MAPPER
                .createObjectNode()
                .set("workspaces", ApiJson.MAPPER.createArrayNode().add(one));
    }
}
