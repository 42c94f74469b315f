package dev.plumbline.agent.cli.command;

import dev.plumbline.agent.api.SyncView;
import dev.plumbline.agent.cli.progress.Progress;
import dev.plumbline.agent.cli.world.CommandFailure;
import dev.plumbline.agent.cli.world.World;
import dev.plumbline.agent.client.AgentClient;
import dev.plumbline.agent.client.ApiPath;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Waits for the end of a sync.
final class SyncWait {
    private static final long LOOK_MILLIS = 300;

    private final AgentClient agent;
    private final World world;

    SyncWait(AgentClient agent, World world) {
        this.agent = agent;
        this.world = world;
    }

    /// The sync's last state.
    ///
    /// @throws CommandFailure when it has not ended in time
    JsonNode until(JsonNode begun, Optional<Duration> timeout) throws InterruptedException {
        long deadline =
                System.nanoTime() + timeout.map(Duration::toNanos).orElse(Long.MAX_VALUE / 2);
        try (Progress progress = world.progress()) {
            JsonNode answer = begun;
            SyncView sync = Output.view(answer, SyncView.class);
            while (!sync.state().isTerminal()) {
                if (System.nanoTime() > deadline) {
                    throw new CommandFailure(
                            "timeout",
                            "sync %s is still %s (%s); it goes on, `plumb status` shows how"
                                    .formatted(sync.id(), sync.state().word(), sync.message()));
                }
                progress.now("sync " + sync.id() + ": " + sync.message());
                Thread.sleep(LOOK_MILLIS);
                answer = agent.get(ApiPath.of("syncs", sync.id()));
                sync = Output.view(answer, SyncView.class);
            }
            return answer;
        }
    }
}
