package dev.plumbline.agent.cli.command;

import dev.plumbline.agent.api.SyncView;
import dev.plumbline.agent.cli.text.SyncText;
import dev.plumbline.agent.cli.world.Exit;
import dev.plumbline.agent.cli.world.World;
import dev.plumbline.agent.client.AgentClient;
import dev.plumbline.agent.client.ApiPath;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `plumb rerun`.
@Command(
        name = "rerun",
        description = {
            "Lets a job run again although nothing changed: after a failure, or to have another result.",
            "What the run registers is not deployed by itself."
        },
        footer = {"", "Example:", "  plumb rerun job/jobs/train-pipeline"})
final class RerunCommand implements Callable<Integer> {
    @Parameters(paramLabel = "JOB", description = "The job, such as job/jobs/train.")
    private String job = "";

    @Mixin private Connection connection = new Connection();
    @Mixin private WorkspaceOption workspace = new WorkspaceOption();
    @Mixin private OutputOption output = new OutputOption();
    private final World world;

    RerunCommand(World world) {
        this.world = world;
    }

    @Override
    public Integer call() {
        try (AgentClient agent = connection.client(world)) {
            Map<String, String> request = Map.of("job", job);
            JsonNode sync = agent.post(ApiPath.inWorkspace(workspace.get(), "rerun"), request);
            output.show(
                    world,
                    sync,
                    () -> SyncText.render(Output.view(sync, SyncView.class), world.ink()));
            return Exit.OK;
        }
    }
}
