package dev.plumbline.agent.cli.command;

import dev.plumbline.agent.api.ResumeRequest;
import dev.plumbline.agent.api.SuspensionView;
import dev.plumbline.agent.cli.text.SuspensionText;
import dev.plumbline.agent.cli.world.Exit;
import dev.plumbline.agent.cli.world.World;
import dev.plumbline.agent.client.AgentClient;
import dev.plumbline.agent.client.ApiPath;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `plumb resume`.
@Command(
        name = "resume",
        description =
                "Ends a suspension before its time: edits of the resource on the platform are undone again. Ends what `plumb undo` holds, too.",
        footer = {"", "Example:", "  plumb resume online-endpoint/fraud"})
final class ResumeCommand implements Callable<Integer> {
    @Parameters(paramLabel = "RESOURCE", description = "The id that was suspended.")
    private String resource = "";

    @Mixin private ReasonOption reason = new ReasonOption();
    @Mixin private Connection connection = new Connection();
    @Mixin private WorkspaceOption workspace = new WorkspaceOption();
    @Mixin private OutputOption output = new OutputOption();
    private final World world;

    ResumeCommand(World world) {
        this.world = world;
    }

    @Override
    public Integer call() {
        try (AgentClient agent = connection.client(world)) {
            JsonNode answer =
                    agent.post(
                            ApiPath.inWorkspace(workspace.get(), "resume"),
                            new ResumeRequest(Optional.of(resource), reason.get()));
            output.show(
                    world,
                    answer,
                    () ->
                            SuspensionText.render(
                                    Output.view(answer, SuspensionView.class), world.ink()));
            return Exit.OK;
        }
    }
}
