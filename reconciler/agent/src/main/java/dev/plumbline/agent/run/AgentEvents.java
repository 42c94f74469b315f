package dev.plumbline.agent.run;

import dev.plumbline.agent.loop.LoopListener;
import dev.plumbline.local.jobs.RunEvent;

/// Everything that can be heard of an agent.
public interface AgentEvents extends LoopListener {
    AgentEvents NONE = new AgentEvents() {};

    /// Something happened to a run.
    default void run(RunEvent event) {}

    /// Long work goes on, such as an environment's build.
    default void working(String what, String detail) {}
}
