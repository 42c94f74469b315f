package dev.plumbline.agent.cli.command;

import dev.plumbline.agent.api.SuspendRequest;
import dev.plumbline.agent.api.SuspensionView;
import dev.plumbline.agent.cli.text.SuspensionText;
import dev.plumbline.agent.cli.world.Exit;
import dev.plumbline.agent.cli.world.World;
import dev.plumbline.agent.client.AgentClient;
import dev.plumbline.agent.client.ApiPath;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `plumb suspend`.
@Command(
        name = "suspend",
        description = {
            "Leaves edits of a resource on the platform alone for a while: they are reported and not undone.",
            "What a commit changes is applied all the same. It is on the record, and ends by itself."
        },
        footer = {
            "",
            "Example:",
            "  plumb suspend online-endpoint/fraud --for 2h --reason \"incident 12\""
        })
final class SuspendCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "RESOURCE",
            description = "Its id; an endpoint covers its deployments and its traffic.")
    private String resource = "";

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            required = true,
            converter = DurationConverter.class,
            description = "How long, such as 30m or 2h.")
    private Duration length = Duration.ZERO;

    @Mixin private ReasonOption reason = new ReasonOption();
    @Mixin private Connection connection = new Connection();
    @Mixin private WorkspaceOption workspace = new WorkspaceOption();
    @Mixin private OutputOption output = new OutputOption();
    private final World world;

    SuspendCommand(World world) {
        this.world = world;
    }

    @Override
    public Integer call() {
        try (AgentClient agent = connection.client(world)) {
            JsonNode answer =
                    agent.post(
                            ApiPath.inWorkspace(workspace.get(), "suspend"),
                            new SuspendRequest(
                                    Optional.of(resource),
                                    Optional.of(length.toSeconds()),
                                    reason.get()));
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
