package dev.plumbline.agent.cli.command;

import dev.plumbline.agent.cli.world.Alone;
import dev.plumbline.agent.cli.world.Version;
import dev.plumbline.agent.cli.world.World;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// All commands, put together.
@Command(
        name = "plumb",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Keeps a machine-learning platform true to Git.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        footer = {
            "",
            "Begin with `plumb demo`. Commands talk to an agent at --server or PLUMB_SERVER (http://127.0.0.1:7070),",
            "except demo, init, agent and validate. Changes need its token: PLUMB_TOKEN, or the file `token` in the data",
            "directory (--data, PLUMB_DATA; found by itself for an agent on this machine).",
            "",
            "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 held by a gate. `plumb plan`: 0 nothing to change, 2 changes,",
            "1 anything else."
        })
public final class Commands implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();

    private Commands() {}

    public static CommandLine line(World world, Alone alone) {
        CommandLine line = new CommandLine(new Commands());
        line.addSubcommand(new DemoCommand(world, alone.demo()));
        line.addSubcommand(new InitCommand(world));
        line.addSubcommand(new ServeCommand(world, alone.agent()));
        line.addSubcommand(new ValidateCommand(world, alone.specs()));
        line.addSubcommand(new PlanCommand(world));
        line.addSubcommand(new SyncCommand(world));
        line.addSubcommand(new StatusCommand(world));
        line.addSubcommand(new DiffCommand(world));
        line.addSubcommand(new ImportCommand(world));
        line.addSubcommand(new HistoryCommand(world));
        line.addSubcommand(new ApproveCommand(world));
        line.addSubcommand(new RollbackCommand(world));
        line.addSubcommand(new UndoCommand(world));
        line.addSubcommand(new SuspendCommand(world));
        line.addSubcommand(new ResumeCommand(world));
        line.addSubcommand(new AuditCommand(world));
        line.addSubcommand(new RunsCommand(world));
        line.addSubcommand(new LogsCommand(world));
        line.addSubcommand(new RerunCommand(world));
        line.addSubcommand(new CancelCommand(world));
        line.addSubcommand(new ModelsCommand(world));
        line.addSubcommand(new LineageCommand(world));
        line.addSubcommand(new InvokeCommand(world));
        line.addSubcommand(new KeysCommand(world));
        line.getSubcommands()
                .values()
                .forEach(command -> command.getCommandSpec().mixinStandardHelpOptions(true));
        line.getSubcommands()
                .values()
                .forEach(command -> command.getCommandSpec().versionProvider(new Version()));
        return line;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }
}
