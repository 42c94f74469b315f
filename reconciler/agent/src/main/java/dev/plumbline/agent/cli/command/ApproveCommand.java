package dev.plumbline.agent.cli.command;

import dev.plumbline.agent.api.ApprovalRequest;
import dev.plumbline.agent.api.ApprovalView;
import dev.plumbline.agent.api.ApprovalsView;
import dev.plumbline.agent.cli.text.ApprovalsText;
import dev.plumbline.agent.cli.world.Exit;
import dev.plumbline.agent.cli.world.World;
import dev.plumbline.agent.client.AgentClient;
import dev.plumbline.agent.client.ApiPath;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `plumb approve`.
@Command(
        name = "approve",
        description =
                "Shows what waits for approvals; with resources or a commit, approves it. An approval holds for exactly these values, in later commits too.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:approved, or nothing waits",
            "1:it cannot be approved, or not by you",
            "2:wrong usage",
            "3:shown: something waits"
        },
        footer = {
            "",
            "Examples:",
            "  plumb approve",
            "  plumb approve online-endpoint/fraud --workspace prod --comment \"seen in staging\"",
            "  plumb approve --commit 3f9c2ab --workspace prod",
            "  plumb approve online-endpoint/fraud --revoke"
        })
final class ApproveCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "RESOURCE",
            arity = "0..*",
            description = "The changes, by the ids of their resources.")
    private List<String> resources = List.of();

    @Option(
            names = "--commit",
            paramLabel = "REV",
            description = "Approves only what waits at this commit; without RESOURCE, all of that.")
    private Optional<String> commit = Optional.empty();

    @Option(names = "--comment", paramLabel = "TEXT", description = "Why, for the record.")
    private Optional<String> comment = Optional.empty();

    @Option(
            names = "--revoke",
            description = "Takes your approvals back of what was not applied yet.")
    private boolean revoke;

    @Mixin private Connection connection = new Connection();
    @Mixin private WorkspaceOption workspace = new WorkspaceOption();
    @Mixin private OutputOption output = new OutputOption();
    private final World world;

    ApproveCommand(World world) {
        this.world = world;
    }

    @Override
    public Integer call() {
        try (AgentClient agent = connection.client(world)) {
            ApiPath path = ApiPath.inWorkspace(workspace.get(), "approvals");
            boolean asksOnly = resources.isEmpty() && commit.isEmpty() && !revoke;
            return asksOnly ? show(agent.get(path)) : decide(agent, path);
        }
    }

    private int show(JsonNode answer) {
        ApprovalsView waiting = Output.view(answer, ApprovalsView.class);
        output.show(world, answer, () -> ApprovalsText.render(waiting, world.ink(), world.now()));
        return waiting.isEmpty() ? Exit.OK : Exit.HELD;
    }

    private int decide(AgentClient agent, ApiPath path) {
        JsonNode answer = agent.post(path, new ApprovalRequest(resources, commit, comment, revoke));
        output.show(
                world,
                answer,
                () -> ApprovalsText.render(Output.view(answer, ApprovalView.class), world.ink()));
        return Exit.OK;
    }
}
