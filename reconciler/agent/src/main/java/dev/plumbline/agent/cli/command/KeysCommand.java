package dev.plumbline.agent.cli.command;

import dev.plumbline.agent.api.KeysView;
import dev.plumbline.agent.cli.text.KeysText;
import dev.plumbline.agent.cli.world.Exit;
import dev.plumbline.agent.cli.world.World;
import dev.plumbline.agent.client.AgentClient;
import dev.plumbline.agent.client.ApiPath;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `plumb keys`.
@Command(
        name = "keys",
        description = "Shows an endpoint's address and its keys.",
        footer = {"", "Example:", "  plumb keys fraud --output json | jq -r .primary"})
final class KeysCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ENDPOINT", description = "The endpoint's name.")
    private String endpoint = "";

    @Mixin private Connection connection = new Connection();
    @Mixin private OutputOption output = new OutputOption();
    private final World world;

    KeysCommand(World world) {
        this.world = world;
    }

    @Override
    public Integer call() {
        try (AgentClient agent = connection.client(world)) {
            JsonNode keys = agent.getSecret(ApiPath.of("endpoints", endpoint, "keys"));
            output.show(world, keys, () -> KeysText.render(Output.view(keys, KeysView.class)));
            return Exit.OK;
        }
    }
}
