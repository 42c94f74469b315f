package dev.plumbline.agent.cli.command;

import dev.plumbline.agent.api.HistoryView;
import dev.plumbline.agent.cli.text.HistoryText;
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

/// `plumb history`.
@Command(
        name = "history",
        description =
                "Shows the syncs, newest first: commit, author, approvals, what changed and what came of it.",
        footer = {"", "Examples:", "  plumb history", "  plumb history model/fraud --limit 5"})
final class HistoryCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "ID",
            arity = "0..1",
            description = "Only syncs that touched this resource.")
    private Optional<String> id = Optional.empty();

    @Option(
            names = "--limit",
            defaultValue = "20",
            description = "How many at most; ${DEFAULT-VALUE} by default.")
    private int limit;

    @Mixin private Connection connection = new Connection();
    @Mixin private WorkspaceOption workspace = new WorkspaceOption();
    @Mixin private OutputOption output = new OutputOption();
    private final World world;

    HistoryCommand(World world) {
        this.world = world;
    }

    @Override
    public Integer call() {
        try (AgentClient agent = connection.client(world)) {
            ApiPath path =
                    ApiPath.inWorkspace(workspace.get(), "history")
                            .with("id", id)
                            .with("limit", Integer.toString(limit));
            JsonNode history = agent.get(path);
            output.show(
                    world,
                    history,
                    () -> HistoryText.render(Output.view(history, HistoryView.class), world.ink()));
            return Exit.OK;
        }
    }
}
