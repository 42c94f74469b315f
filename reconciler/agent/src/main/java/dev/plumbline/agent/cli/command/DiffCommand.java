package dev.plumbline.agent.cli.command;

import dev.plumbline.agent.api.ResourceView;
import dev.plumbline.agent.api.StatusView;
import dev.plumbline.agent.cli.text.DiffText;
import dev.plumbline.agent.cli.world.CommandFailure;
import dev.plumbline.agent.cli.world.Exit;
import dev.plumbline.agent.cli.world.World;
import dev.plumbline.agent.client.AgentClient;
import dev.plumbline.agent.client.ApiPath;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `plumb diff`.
@Command(
        name = "diff",
        description =
                "Shows the fields in which a resource differs on the platform from what Git declares.",
        footer = {
            "",
            "Examples:",
            "  plumb diff online-deployment/fraud/blue",
            "  plumb diff traffic/fraud -w staging"
        })
final class DiffCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "The resource, as `plumb status` lists it.")
    private String id = "";

    @Mixin private Connection connection = new Connection();
    @Mixin private WorkspaceOption workspace = new WorkspaceOption();
    @Mixin private OutputOption output = new OutputOption();
    private final World world;

    DiffCommand(World world) {
        this.world = world;
    }

    @Override
    public Integer call() {
        try (AgentClient agent = connection.client(world)) {
            String holder = workspace.get().orElseGet(() -> holder(agent));
            JsonNode resource =
                    agent.get(ApiPath.inWorkspace(Optional.of(holder), "resources", id));
            output.show(
                    world,
                    resource,
                    () ->
                            DiffText.render(
                                    Output.view(resource, ResourceView.class),
                                    world.ink(),
                                    world.now()));
            return Exit.OK;
        }
    }

    /// The one workspace that declares the resource.
    private String holder(AgentClient agent) {
        StatusView status = Output.view(agent.get(ApiPath.of("workspaces")), StatusView.class);
        List<String> holders =
                status.workspaces().stream()
                        .filter(each ->
                                each.resources().stream()
                                        .anyMatch(resource -> resource.id().equals(id)))
                        .map(each -> each.name())
                        .toList();
        return switch (holders.size()) {
            case 0 ->
                    throw new CommandFailure(
                            "not_found",
                            "no workspace declares \""
                                    + id
                                    + "\"; `plumb status` lists the resources");
            case 1 -> holders.getFirst();
            default ->
                    throw new CommandFailure(
                            "ambiguous",
                            "\"%s\" is in several workspaces (%s); name one with --workspace"
                                    .formatted(id, String.join(", ", holders)));
        };
    }
}
