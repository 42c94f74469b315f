package dev.plumbline.agent.cli.command;

import dev.plumbline.agent.api.PlanView;
import dev.plumbline.agent.cli.text.PlanMarkdown;
import dev.plumbline.agent.cli.text.PlanText;
import dev.plumbline.agent.cli.world.CommandFailure;
import dev.plumbline.agent.cli.world.Exit;
import dev.plumbline.agent.cli.world.World;
import dev.plumbline.agent.client.AgentClient;
import dev.plumbline.agent.client.ApiPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/// `plumb plan`.
@Command(
        name = "plan",
        description = "Shows what a sync would change, and changes nothing.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:nothing to change", "1:an error, or wrong usage", "2:there are changes"},
        footer = {
            "",
            "Examples:",
            "  plumb plan",
            "  plumb plan --revision my-branch --output markdown",
            "  plumb plan --working-tree .     # what is not committed yet"
        })
final class PlanCommand implements Callable<Integer> {
    enum PlanFormat {
        text,
        json,
        markdown
    }

    @Mixin private Connection connection = new Connection();
    @Mixin private WorkspaceOption workspace = new WorkspaceOption();

    @ArgGroup(exclusive = true)
    private Subject subject = new Subject();

    /// What is planned: a commit or files.
    private static final class Subject {
        @Option(
                names = "--revision",
                paramLabel = "REV",
                description = "A commit, branch or tag; the head of the tracked branch by default.")
        private Optional<String> revision = Optional.empty();

        @Option(
                names = "--working-tree",
                paramLabel = "DIR",
                description =
                        "A folder on the agent's machine, as if its files were the next commit.")
        private Optional<Path> workingTree = Optional.empty();
    }

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "How to answer: ${COMPLETION-CANDIDATES}.")
    private PlanFormat format = PlanFormat.text;

    private final World world;

    PlanCommand(World world) {
        this.world = world;
    }

    @Override
    public Integer call() throws IOException {
        try (AgentClient agent = connection.client(world)) {
            JsonNode answer = plan(agent);
            PlanView plan = Output.view(answer, PlanView.class);
            Output output = new Output(world);
            switch (format) {
                case text -> output.text(PlanText.render(plan, world.ink(), world.now()));
                case markdown -> output.text(PlanMarkdown.render(plan, world.now()));
                case json -> output.json(answer);
            }
            return plan.hasChanges() ? Exit.CHANGES : Exit.OK;
        }
    }

    private JsonNode plan(AgentClient agent) throws IOException {
        ApiPath path = ApiPath.inWorkspace(workspace.get(), "plan");
        return subject.workingTree.isPresent()
                ? agent.post(path, Map.of("folder", folder(subject.workingTree.get())))
                : agent.get(path.with("revision", subject.revision));
    }

    private String folder(Path given) {
        Path folder = world.resolve(given);
        if (!Files.isDirectory(folder)) {
            throw new CommandFailure(
                    "usage",
                    "there is no folder %s; --working-tree takes the one that holds your specs"
                            .formatted(given));
        }
        return folder.toString();
    }
}
