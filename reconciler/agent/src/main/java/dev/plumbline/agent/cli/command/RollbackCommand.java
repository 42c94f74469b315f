package dev.plumbline.agent.cli.command;

import dev.plumbline.agent.api.ProposedView;
import dev.plumbline.agent.api.RollbackRequest;
import dev.plumbline.agent.api.RollbackView;
import dev.plumbline.agent.cli.text.RollbackText;
import dev.plumbline.agent.cli.world.Exit;
import dev.plumbline.agent.cli.world.World;
import dev.plumbline.agent.client.AgentClient;
import dev.plumbline.agent.client.ApiPath;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/// `plumb rollback`.
@Command(
        name = "rollback",
        description = {
            "Puts the files of a workspace back to what they were at an earlier commit, by a new commit on the",
            "branch that the agent follows, and has it applied. Where other workspaces have some of the files too,",
            "or the branch is protected, the commit goes to a branch of its own, and a pull request is opened from it",
            "when the agent knows the repository's forge."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:pushed to the followed branch, or to the one asked for, and its pull request opened; with --dry-run: shown",
            "1:nothing to go back to, or something failed",
            "2:wrong usage",
            "3:pushed to a branch of its own, where it waits for a pull request that nobody asked for, or that the forge did not open"
        },
        footer = {
            "",
            "Examples:",
            "  plumb rollback --to 3f9c2ab --workspace prod --reason \"incident 12\"",
            "  plumb rollback --to HEAD~2 --dry-run",
            "  plumb rollback --to v1.4 --branch back-to-v1.4",
            "  plumb rollback --to 3f9c2ab --workspace prod --pull-request"
        })
final class RollbackCommand implements Callable<Integer> {
    @Option(
            names = "--to",
            paramLabel = "REV",
            required = true,
            description =
                    "The commit to go back to: an id or its beginning, a tag, or a form such as HEAD~1.")
    private String to = "";

    @Option(
            names = "--branch",
            paramLabel = "NAME",
            description = "Pushes the commit to this branch, for a pull request.")
    private Optional<String> branch = Optional.empty();

    @Option(
            names = "--pull-request",
            description =
                    "Pushes the commit to a branch (of --branch, or of its own) and opens a pull request from it.")
    private boolean pullRequest;

    @Option(
            names = "--dry-run",
            description = "Tell which files and resources would change, and push nothing.")
    private boolean dryRun;

    @Mixin private ReasonOption reason = new ReasonOption();
    @Mixin private Connection connection = new Connection();
    @Mixin private WorkspaceOption workspace = new WorkspaceOption();
    @Mixin private OutputOption output = new OutputOption();
    private final World world;

    RollbackCommand(World world) {
        this.world = world;
    }

    @Override
    public Integer call() {
        try (AgentClient agent = connection.client(world)) {
            JsonNode answer =
                    agent.post(
                            ApiPath.inWorkspace(workspace.get(), "rollback"),
                            new RollbackRequest(
                                    Optional.of(to), reason.get(), branch, pullRequest, dryRun));
            RollbackView rollback = Output.view(answer, RollbackView.class);
            output.show(
                    world, answer, () -> RollbackText.render(rollback, world.ink(), world.now()));
            return isDone(rollback) ? Exit.OK : Exit.HELD;
        }
    }

    private boolean isDone(RollbackView rollback) {
        if (dryRun || rollback.applied()) {
            return true;
        }
        return pullRequest
                ? rollback.pullRequest().flatMap(ProposedView::number).isPresent()
                : branch.isPresent();
    }
}
