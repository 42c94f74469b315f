package dev.plumbline.agent.cli.command;

import dev.plumbline.agent.api.UndoRequest;
import dev.plumbline.agent.api.UndoView;
import dev.plumbline.agent.cli.text.UndoText;
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

/// `plumb undo`.
@Command(
        name = "undo",
        description = {
            "Puts an endpoint's traffic back to where the last good release before this one had it, at once:",
            "without a commit, a forge or a new approval. What the undone commit declares of it is held until",
            "another commit changes it, and edits of it are left alone for a while. It is on the record."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the traffic is back, or follows once its deployments answer",
            "1:nothing to go back to, or something failed",
            "2:wrong usage"
        },
        footer = {"", "Example:", "  plumb undo fraud --reason \"incident 12\""})
final class UndoCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ENDPOINT", description = "Its name, or its id.")
    private String endpoint = "";

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            defaultValue = "24h",
            converter = DurationConverter.class,
            description = "How long edits of it are left alone (default: ${DEFAULT-VALUE}).")
    private Duration length = Duration.ZERO;

    @Mixin private ReasonOption reason = new ReasonOption();
    @Mixin private Connection connection = new Connection();
    @Mixin private WorkspaceOption workspace = new WorkspaceOption();
    @Mixin private OutputOption output = new OutputOption();
    private final World world;

    UndoCommand(World world) {
        this.world = world;
    }

    @Override
    public Integer call() {
        try (AgentClient agent = connection.client(world)) {
            JsonNode answer =
                    agent.post(
                            ApiPath.inWorkspace(workspace.get(), "undo"),
                            new UndoRequest(
                                    Optional.of(endpoint),
                                    Optional.of(length.toSeconds()),
                                    reason.get()));
            UndoView undo = Output.view(answer, UndoView.class);
            output.show(world, answer, () -> UndoText.render(undo, world.ink()));
            return undo.faults().isEmpty() ? Exit.OK : Exit.FAILED;
        }
    }
}
