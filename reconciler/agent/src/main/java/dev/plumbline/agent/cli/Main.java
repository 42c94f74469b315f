package dev.plumbline.agent.cli;

import dev.plumbline.agent.cli.world.Alone;
import dev.plumbline.agent.cli.world.CommandFailure;
import dev.plumbline.agent.cli.world.World;

/// Where the process begins.
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(new Plumb(World.ofProcess(), alone()).run(arguments));
    }

    private static Alone alone() {
        return new Alone(
                (_, _) -> {
                    throw missing("validate");
                },
                (_, _, _) -> {
                    throw missing("plan --working-tree");
                },
                (_, _) -> {
                    throw missing("agent");
                },
                (_, _) -> {
                    throw missing("demo");
                });
    }

    private static CommandFailure missing(String command) {
        return new CommandFailure("unavailable", "this build has no `plumb " + command + "` yet");
    }
}
