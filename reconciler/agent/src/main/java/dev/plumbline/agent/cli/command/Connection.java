package dev.plumbline.agent.cli.command;

import dev.plumbline.agent.cli.world.World;
import dev.plumbline.agent.client.AgentClient;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `--server` and `--data`: which agent to ask, and where its token is.
final class Connection {
    @Mixin private ServerOption server = new ServerOption();

    @Option(
            names = {"--data", "--data-dir"},
            paramLabel = "DIR",
            description = "The agent's data directory, for its token; PLUMB_DATA by default.")
    private Optional<Path> data = Optional.empty();

    AgentClient client(World world) {
        return server.client(world, data);
    }
}
