package dev.plumbline.agent.cli.command;

import dev.plumbline.agent.api.AuditView;
import dev.plumbline.agent.cli.text.AuditText;
import dev.plumbline.agent.cli.world.Exit;
import dev.plumbline.agent.cli.world.World;
import dev.plumbline.agent.client.AgentClient;
import dev.plumbline.agent.client.ApiPath;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/// `plumb audit`.
@Command(
        name = "audit",
        description =
                "Checks the ledgers entry by entry, and says what that proves and what not. Exit code 1 when something is wrong.",
        footer = {"", "Examples:", "  plumb audit", "  plumb audit -w staging --output json"})
final class AuditCommand implements Callable<Integer> {
    @Mixin private Connection connection = new Connection();
    @Mixin private WorkspaceOption workspace = new WorkspaceOption();
    @Mixin private OutputOption output = new OutputOption();
    private final World world;

    AuditCommand(World world) {
        this.world = world;
    }

    @Override
    public Integer call() {
        try (AgentClient agent = connection.client(world)) {
            JsonNode document = agent.get(ApiPath.inWorkspace(workspace.get(), "audit"));
            AuditView audit = Output.view(document, AuditView.class);
            output.show(world, document, () -> AuditText.render(audit, world.ink()));
            return audit.sound() ? Exit.OK : Exit.FAILED;
        }
    }
}
