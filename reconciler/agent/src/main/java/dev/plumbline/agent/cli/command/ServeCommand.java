package dev.plumbline.agent.cli.command;

import dev.plumbline.agent.api.DataDirectory;
import dev.plumbline.agent.cli.world.Alone;
import dev.plumbline.agent.cli.world.CommandFailure;
import dev.plumbline.agent.cli.world.World;
import dev.plumbline.agent.telemetry.LogFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `plumb agent`.
@Command(
        name = "agent",
        description = "Runs the agent: follows repositories and keeps platforms true to them.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:stopped, or synced",
            "1:failed",
            "2:wrong usage",
            "3:held by a gate (with --once)"
        },
        footer = {
            "",
            "Examples:",
            "  plumb agent --repo https://github.com/acme/fraud-models.git",
            "  plumb agent --repo . --once",
            "  plumb agent --config agent.yml"
        })
final class ServeCommand implements Callable<Integer> {
    @Option(
            names = "--repo",
            paramLabel = "URL",
            description = "The repository to follow: a URL, or a path to one.")
    private Optional<String> repository = Optional.empty();

    @Option(
            names = "--branch",
            paramLabel = "B",
            description = "The branch to follow; the repository's own by default.")
    private Optional<String> branch = Optional.empty();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where to keep state; PLUMB_DATA or the user's data folder.")
    private Optional<Path> data = Optional.empty();

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "The port of API and pages; 7070 by default, 0 for any.")
    private Optional<Integer> port = Optional.empty();

    @Option(
            names = "--serving-port",
            paramLabel = "N",
            description = "The port of endpoints; 7071 by default, 0 for any.")
    private Optional<Integer> servingPort = Optional.empty();

    @Option(
            names = "--poll",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description =
                    "How often to look for commits, such as 30s; webhooks make it look sooner.")
    private Optional<Duration> poll = Optional.empty();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The agent's configuration: repositories, platforms, access.")
    private Optional<Path> config = Optional.empty();

    @Option(
            names = "--log-format",
            paramLabel = "FORMAT",
            converter = LogFormatConverter.class,
            description = "How to log on standard error: text (the default) or json.")
    private Optional<LogFormat> logFormat = Optional.empty();

    @Option(names = "--once", description = "Sync once and end.")
    private boolean once;

    private final World world;
    private final Alone.AgentRunner agent;

    ServeCommand(World world, Alone.AgentRunner agent) {
        this.world = world;
        this.agent = agent;
    }

    @Override
    public Integer call() throws IOException {
        if (repository.isEmpty() && config.isEmpty()) {
            throw new CommandFailure(
                    "usage",
                    "the agent has nothing to follow; name a repository with --repo, or a configuration with --config");
        }
        logFormat.ifPresent(LogFormat::use);
        return agent.run(
                new Alone.AgentOptions(
                        repository,
                        branch,
                        world.resolve(
                                data.orElseGet(() -> DataDirectory.standard(world.environment()))),
                        Ports.checked("--port", port),
                        Ports.checked("--serving-port", servingPort),
                        poll,
                        config.map(file -> Inputs.existing(world, file)),
                        once),
                world);
    }
}
