package dev.plumbline.agent.cli.command;

import dev.plumbline.agent.cli.world.CommandFailure;
import dev.plumbline.agent.cli.world.World;
import dev.plumbline.agent.client.AgentClient;
import dev.plumbline.agent.client.Tokens;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/// `--server`: which agent to ask.
final class ServerOption {
    private static final String LOCAL = "http://127.0.0.1:7070";

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "The agent; PLUMB_SERVER, or " + LOCAL + " by default.")
    private Optional<String> server = Optional.empty();

    /// @param data the data directory that the user named on the command line
    AgentClient client(World world, Optional<Path> data) {
        Optional<Path> named =
                data.or(() ->
                        Optional.of(world.variable("PLUMB_DATA"))
                                .filter(text -> !text.isBlank())
                                .map(Path::of));
        return new AgentClient(
                url(world), new Tokens(world.environment(), named.map(world::resolve)));
    }

    private URI url(World world) {
        String fromEnvironment = world.variable("PLUMB_SERVER");
        String text =
                server.orElse(fromEnvironment.isBlank() ? LOCAL : fromEnvironment)
                        .replaceAll("/+$", "");
        try {
            URI url = URI.create(text);
            if (("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
                    && url.getHost() != null) {
                return url;
            }
        } catch (IllegalArgumentException _) {
            // Told below, as every other text that is no such URL.
        }
        throw new CommandFailure(
                "usage", "the server is \"" + text + "\"; it must be a URL such as " + LOCAL);
    }
}
