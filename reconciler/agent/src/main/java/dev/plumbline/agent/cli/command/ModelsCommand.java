package dev.plumbline.agent.cli.command;

import dev.plumbline.agent.api.ModelComparisonView;
import dev.plumbline.agent.api.ModelView;
import dev.plumbline.agent.api.ModelsView;
import dev.plumbline.agent.cli.text.ModelsText;
import dev.plumbline.agent.cli.world.Exit;
import dev.plumbline.agent.cli.world.World;
import dev.plumbline.agent.client.AgentClient;
import dev.plumbline.agent.client.ApiPath;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/// `plumb models`.
@Command(
        name = "models",
        description = "Shows versions of models, and what they were made from.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  plumb models list",
            "  plumb models show fraud:3",
            "  plumb models compare fraud 3 4"
        })
final class ModelsCommand implements Runnable {
    private final World world;
    @Spec private CommandSpec spec = CommandSpec.create();

    ModelsCommand(World world) {
        this.world = world;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: list, show or compare");
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists versions, newest first, with their metrics.")
    int list(
            @Option(
                            names = "--limit",
                            paramLabel = "N",
                            defaultValue = "20",
                            description =
                                    "How many of each model at most; ${DEFAULT-VALUE} by default.")
                    int limit,
            @Mixin Connection connection,
            @Mixin WorkspaceOption workspace,
            @Mixin OutputOption output) {
        try (AgentClient agent = connection.client(world)) {
            JsonNode answer =
                    agent.get(
                            ApiPath.inWorkspace(workspace.get(), "models")
                                    .with("limit", Integer.toString(limit)));
            output.show(
                    world,
                    answer,
                    () -> ModelsText.list(Output.view(answer, ModelsView.class), world.ink()));
            return Exit.OK;
        }
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Shows a version: its run, metrics, parameters, data, code, people.")
    int show(
            @Parameters(
                            paramLabel = "NAME[:VERSION]",
                            description = "A model, and a version of it; the newest by default.")
                    String model,
            @Mixin Connection connection,
            @Mixin WorkspaceOption workspace,
            @Mixin OutputOption output) {
        int colon = model.lastIndexOf(':');
        String name = colon < 0 ? model : model.substring(0, colon);
        Optional<String> version =
                colon < 0 ? Optional.empty() : Optional.of(model.substring(colon + 1));
        try (AgentClient agent = connection.client(world)) {
            JsonNode answer =
                    agent.get(
                            ApiPath.inWorkspace(workspace.get(), "models", name)
                                    .with("version", version));
            output.show(
                    world,
                    answer,
                    () -> ModelsText.show(Output.view(answer, ModelView.class), world.ink()));
            return Exit.OK;
        }
    }

    @Command(
            name = "compare",
            mixinStandardHelpOptions = true,
            description = "Shows two versions side by side: metrics, parameters, data, code.",
            footer = {
                "",
                "A metric is marked better or worse where a promotion of the workspace tells which way it is better."
            })
    int compare(
            @Parameters(index = "0", paramLabel = "NAME", description = "A model.") String name,
            @Parameters(index = "1", paramLabel = "V1", description = "A version of it.")
                    String from,
            @Parameters(index = "2", paramLabel = "V2", description = "Another version.") String to,
            @Mixin Connection connection,
            @Mixin WorkspaceOption workspace,
            @Mixin OutputOption output) {
        try (AgentClient agent = connection.client(world)) {
            JsonNode answer =
                    agent.get(
                            ApiPath.inWorkspace(workspace.get(), "models", name, "compare")
                                    .with("from", from)
                                    .with("to", to));
            output.show(
                    world,
                    answer,
                    () ->
                            ModelsText.compare(
                                    Output.view(answer, ModelComparisonView.class), world.ink()));
            return Exit.OK;
        }
    }
}
