package dev.plumbline.agent.cli;

import dev.plumbline.agent.cli.world.Alone;
import dev.plumbline.agent.cli.world.World;
import dev.plumbline.agent.demo.Demo;
import dev.plumbline.agent.run.AgentRun;
import dev.plumbline.agent.run.SpecFiles;

/// Where the process begins.
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        Alone alone = new Alone(new SpecFiles(), new AgentRun(), new Demo());
        System.exit(new Plumb(World.ofProcess(), alone).run(arguments));
    }
}
