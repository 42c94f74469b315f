package dev.plumbline.agent.cli;

import dev.plumbline.agent.api.ApiJson;
import dev.plumbline.agent.api.ControlException;
import dev.plumbline.agent.cli.command.Commands;
import dev.plumbline.agent.cli.text.Ink;
import dev.plumbline.agent.cli.text.TerminalSafe;
import dev.plumbline.agent.cli.world.Alone;
import dev.plumbline.agent.cli.world.CommandFailure;
import dev.plumbline.agent.cli.world.Exit;
import dev.plumbline.agent.cli.world.World;
import dev.plumbline.agent.client.AgentCallException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// The `plumb` command: reads arguments, runs a command, tells errors.
public final class Plumb {
    private final World world;
    private final CommandLine line;

    public Plumb(World world, Alone alone) {
        this.world = world;
        this.line = Commands.line(world, alone);
        line.setOut(world.out());
        line.setErr(world.err());
        line.setColorScheme(
                CommandLine.Help.defaultColorScheme(
                        world.ink() == Ink.COLOURED ? Ansi.ON : Ansi.OFF));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpAutoWidth(world.terminal());
        line.setParameterExceptionHandler(this::misused);
        line.setExecutionExceptionHandler(this::failed);
    }

    /// Runs one command line; gives its exit code.
    public int run(String... arguments) {
        try {
            return line.execute(arguments);
        } finally {
            world.out().flush();
            world.err().flush();
        }
    }

    private int misused(ParameterException mistake, String[] arguments) {
        CommandLine command = mistake.getCommandLine();
        StringBuilder message = new StringBuilder(mistake.getMessage());
        List<String> suggestions =
                mistake instanceof UnmatchedArgumentException unmatched
                        ? unmatched.getSuggestions()
                        : List.of();
        if (!suggestions.isEmpty()) {
            message.append("; did you mean ").append(String.join(", ", suggestions)).append('?');
        }
        message.append("; see `")
                .append(command.getCommandSpec().qualifiedName())
                .append(" --help`");
        tell("usage", message.toString(), arguments);
        return command.getCommandName().equals("plan") ? Exit.FAILED : Exit.USAGE;
    }

    private int failed(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        List<String> given = parsed.originalArgs();
        String[] arguments = given.toArray(String[]::new);
        switch (failure) {
            case CommandFailure told -> tell(told.code(), told.userMessage(), arguments);
            case AgentCallException told -> tell(told.code(), told.userMessage(), arguments);
            case ControlException told -> tell(told.code().word(), told.userMessage(), arguments);
            case FileSystemException told -> tell("file", describe(told), arguments);
            case IOException told -> tell("io", String.valueOf(told.getMessage()), arguments);
            default -> tell("internal", unexpected(failure), arguments);
        }
        return Exit.FAILED;
    }

    private static String describe(FileSystemException failure) {
        String reason =
                failure.getReason() == null
                        ? failure.getClass().getSimpleName()
                        : failure.getReason();
        return failure.getFile() + ": " + reason;
    }

    private String unexpected(Exception failure) {
        if (!world.variable("PLUMB_DEBUG").isEmpty()) {
            failure.printStackTrace(world.err());
        }
        return "plumb failed by an error of its own (%s); run it again with PLUMB_DEBUG=1 for the details, and report it"
                .formatted(failure);
    }

    private void tell(String code, String message, String[] arguments) {
        if (wantsJson(arguments)) {
            world.out().println(error(code, message));
        } else {
            PrintWriter err = world.err();
            err.println("plumb: " + TerminalSafe.text(message));
        }
    }

    private static String error(String code, String message) {
        return ApiJson.MAPPER.writeValueAsString(
                Map.of("error", Map.of("code", code, "message", message)));
    }

    /// Read from the raw arguments, since those of a mistaken command line were not parsed.
    private static boolean wantsJson(String[] arguments) {
        String joined = " " + String.join(" ", Arrays.asList(arguments)) + " ";
        return joined.matches("(?is).* (--output[ =]|-o[ =]?)json .*");
    }
}
