package dev.plumbline.agent.cli.command;

import dev.plumbline.agent.api.ImportRequest;
import dev.plumbline.agent.api.ImportView;
import dev.plumbline.agent.cli.init.RepositoryRoot;
import dev.plumbline.agent.cli.text.TerminalSafe;
import dev.plumbline.agent.cli.text.YamlText;
import dev.plumbline.agent.cli.world.CommandFailure;
import dev.plumbline.agent.cli.world.Exit;
import dev.plumbline.agent.cli.world.World;
import dev.plumbline.agent.client.AgentClient;
import dev.plumbline.agent.client.ApiPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `plumb import`.
@Command(
        name = "import",
        description = {
            "Writes specs of what is on the platform and declared nowhere, a file for each resource. Nothing is overwritten,",
            "and nothing changes on the platform: commit the files to have it declared."
        },
        footer = {
            "",
            "Examples:",
            "  plumb import -w staging --into imported",
            "  plumb import online-endpoint/fraud model/fraud:3"
        })
final class ImportCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "RESOURCE",
            arity = "0..*",
            description = "What to write, such as model/fraud:3; jobs are written only when named.")
    private List<String> resources = List.of();

    @Option(
            names = "--into",
            paramLabel = "DIR",
            defaultValue = "",
            description = "A folder of the repository; this one by default.")
    private Path into = Path.of("");

    @Option(names = "--all", description = "What is declared too.")
    private boolean all;

    @Mixin private Connection connection = new Connection();
    @Mixin private WorkspaceOption workspace = new WorkspaceOption();
    @Mixin private OutputOption output = new OutputOption();
    private final World world;

    ImportCommand(World world) {
        this.world = world;
    }

    @Override
    public Integer call() throws IOException {
        Path folder = world.resolve(into).normalize();
        Path root = root(folder);
        String below = root.relativize(folder).toString().replace('\\', '/');
        try (AgentClient agent = connection.client(world)) {
            JsonNode answer =
                    agent.post(
                            ApiPath.inWorkspace(workspace.get(), "import"),
                            new ImportRequest(resources, below, all));
            ImportView found = Output.view(answer, ImportView.class);
            write(root, found);
            tell(answer, found);
        }
        return Exit.OK;
    }

    /// The root of the repository that a folder lies in, which need not be there yet.
    private static Path root(Path folder) throws IOException {
        Path there = folder;
        while (!Files.isDirectory(there) && there.getParent() != null) {
            there = there.getParent();
        }
        Path real = there.toRealPath();
        Path root = RepositoryRoot.of(real);
        return there.resolve(real.relativize(root)).normalize();
    }

    /// All or nothing: what is in the way is told before the first file is written.
    private void write(Path root, ImportView found) throws IOException {
        List<String> inTheWay =
                found.specs().stream()
                        .map(ImportView.Spec::path)
                        .filter(path -> Files.exists(file(root, path), LinkOption.NOFOLLOW_LINKS))
                        .toList();
        if (!inTheWay.isEmpty()) {
            throw new CommandFailure(
                    "exists",
                    "%s is there already and is not overwritten; move it away, or choose another folder with --into. Nothing was written"
                            .formatted(String.join(", ", inTheWay)));
        }
        for (ImportView.Spec spec : found.specs()) {
            Path file = file(root, spec.path());
            Files.createDirectories(file.getParent());
            Files.writeString(file, text(spec), StandardOpenOption.CREATE_NEW);
        }
    }

    /// Names come from the platform, so that they may hold anything.
    private static Path file(Path root, String path) {
        Path file = root.resolve(path).normalize();
        if (!file.startsWith(root)) {
            throw new CommandFailure(
                    "invalid",
                    "%s leads out of the repository, so it is not written".formatted(path));
        }
        return file;
    }

    static String text(ImportView.Spec spec) {
        StringBuilder text = new StringBuilder();
        spec.comments()
                .forEach(comment ->
                        text.append("# ").append(comment.replaceAll("\\R", " ")).append('\n'));
        return text + YamlText.render(spec.spec());
    }

    private void tell(JsonNode answer, ImportView found) {
        if (output.isJson()) {
            new Output(world).json(answer);
            return;
        }
        StringBuilder text = new StringBuilder();
        found.specs()
                .forEach(spec -> text.append("wrote %s: %s%n".formatted(spec.path(), spec.id())));
        text.append(
                found.specs().isEmpty()
                        ? "the platform of "
                                + found.workspace()
                                + " holds nothing that is declared nowhere\n"
                        : "read and commit them; `plumb plan --working-tree .` shows what that would change\n");
        new Output(world).text(TerminalSafe.text(text.toString()));
    }
}
