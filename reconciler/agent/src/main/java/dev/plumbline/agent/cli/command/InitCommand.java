package dev.plumbline.agent.cli.command;

import dev.plumbline.agent.api.ApiJson;
import dev.plumbline.agent.cli.init.Proposal;
import dev.plumbline.agent.cli.init.RepositoryRoot;
import dev.plumbline.agent.cli.text.TerminalSafe;
import dev.plumbline.agent.cli.world.CommandFailure;
import dev.plumbline.agent.cli.world.Exit;
import dev.plumbline.agent.cli.world.World;
import dev.plumbline.repository.DirectoryTree;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `plumb init`.
@Command(
        name = "init",
        description = {
            "Proposes a plumbline.yml for the specs that are there. It is written to the repository's root when there is",
            "none; an existing one is never touched."
        },
        footer = {"", "Examples:", "  plumb init", "  plumb init ../fraud-models"})
final class InitCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "DIR",
            arity = "0..1",
            defaultValue = "",
            description = "A folder of the repository; this one by default.")
    private Path folder = Path.of("");

    @Mixin private OutputOption output = new OutputOption();
    private final World world;

    InitCommand(World world) {
        this.world = world;
    }

    /// What was done, for scripts.
    private record Done(String path, boolean written, Proposal proposal) {}

    @Override
    public Integer call() throws IOException {
        Path root = RepositoryRoot.of(Inputs.existing(world, folder));
        Proposal proposal = Proposal.of(nameOf(root), DirectoryTree.of(root));
        if (proposal.specs().isEmpty()) {
            throw new CommandFailure(
                    "no_specs",
                    "no specs under %s: no YAML file there is of a kind that Azure ML knows, by its `$schema` or its keys, so there is nothing to propose"
                            .formatted(root));
        }
        Path file = root.resolve("plumbline.yml");
        tell(new Done(file.toString(), write(file, proposal), proposal));
        return Exit.OK;
    }

    private static String nameOf(Path root) {
        return Optional.ofNullable(root.getFileName()).map(Path::toString).orElse("");
    }

    private static boolean write(Path file, Proposal proposal) throws IOException {
        try {
            Files.writeString(file, proposal.yaml(), StandardOpenOption.CREATE_NEW);
            return true;
        } catch (FileAlreadyExistsException _) {
            return false;
        }
    }

    private void tell(Done done) {
        if (output.isJson()) {
            new Output(world).json(ApiJson.MAPPER.valueToTree(done));
            return;
        }
        StringBuilder text = new StringBuilder("found " + done.proposal().describe() + "\n");
        done.proposal().reasons().forEach(reason -> text.append(reason).append('\n'));
        text.append(
                done.written()
                        ? "wrote " + done.path() + ":\n\n"
                        : done.path()
                                + " is there already and stays as it is; this would be proposed:\n\n");
        text.append(done.proposal().yaml().indent(2));
        text.append(
                done.written()
                        ? "\ncommit it, then `plumb validate` checks the specs and `plumb agent --repo .` applies them\n"
                        : "");
        new Output(world).text(TerminalSafe.text(text.toString()));
    }
}
