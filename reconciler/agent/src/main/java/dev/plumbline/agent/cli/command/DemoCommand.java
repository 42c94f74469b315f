package dev.plumbline.agent.cli.command;

import dev.plumbline.agent.cli.world.Alone;
import dev.plumbline.agent.cli.world.World;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `plumb demo`.
@Command(
        name = "demo",
        description = {
            "Copies an example repository, runs an agent on it and tells what happens: a model is trained, registered and",
            "deployed from a commit, traffic shifts, someone's edit is undone, a revert brings the old model back.",
            "Needs Python 3.9 or newer with venv and, the first time, the network."
        },
        footer = {"", "Examples:", "  plumb demo", "  plumb demo --once --data demo-data"})
final class DemoCommand implements Callable<Integer> {
    @Option(
            names = "--once",
            description = "End after the story, instead of leaving the agent running.")
    private boolean once;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where to keep everything; a folder of its own by default.")
    private Optional<Path> data = Optional.empty();

    @Option(names = "--port", paramLabel = "N", description = "The agent's port; 7070 by default.")
    private Optional<Integer> port = Optional.empty();

    @Option(
            names = "--serving-port",
            paramLabel = "N",
            description = "The endpoints' port; 7071 by default.")
    private Optional<Integer> servingPort = Optional.empty();

    @Mixin private OutputOption output = new OutputOption();

    private final World world;
    private final Alone.DemoRunner demo;

    DemoCommand(World world, Alone.DemoRunner demo) {
        this.world = world;
        this.demo = demo;
    }

    @Override
    public Integer call() throws IOException {
        OptionalInt agent = Ports.checked("--port", port);
        OptionalInt serving = Ports.checked("--serving-port", servingPort);
        return demo.run(
                new Alone.DemoOptions(
                        data.map(world::resolve), agent, serving, once, output.isJson()),
                world);
    }
}
