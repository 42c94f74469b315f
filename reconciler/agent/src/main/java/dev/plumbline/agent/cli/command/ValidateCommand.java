package dev.plumbline.agent.cli.command;

import dev.plumbline.agent.api.ApiJson;
import dev.plumbline.agent.api.ExplanationView;
import dev.plumbline.agent.api.ValidationView;
import dev.plumbline.agent.cli.text.GithubAnnotations;
import dev.plumbline.agent.cli.text.Sarif;
import dev.plumbline.agent.cli.text.TerminalSafe;
import dev.plumbline.agent.cli.text.ValidationText;
import dev.plumbline.agent.cli.text.YamlText;
import dev.plumbline.agent.cli.world.Alone;
import dev.plumbline.agent.cli.world.CommandFailure;
import dev.plumbline.agent.cli.world.Exit;
import dev.plumbline.agent.cli.world.Version;
import dev.plumbline.agent.cli.world.World;
import dev.plumbline.repository.RepositoryException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/// `plumb validate`.
@Command(
        name = "validate",
        description = {
            "Checks specs, committed or not. Needs no agent and no platform.",
            "With --explain, tells what one file means: its effective spec, and where that comes from."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:valid; there may be warnings", "1:not valid", "2:wrong usage"},
        footer = {
            "",
            "Examples:",
            "  plumb validate",
            "  plumb validate endpoints/blue.yml jobs",
            "  plumb validate --revision main ../fraud-models.git",
            "  plumb validate --explain endpoints/blue.yml --workspace staging",
            "  plumb validate --output sarif > plumbline.sarif"
        })
final class ValidateCommand implements Callable<Integer> {
    enum ValidationFormat {
        text,
        json,
        sarif,
        github
    }

    @Parameters(
            paramLabel = "PATH",
            arity = "0..*",
            description = "Files and folders; this folder by default.")
    private List<Path> paths = List.of();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "How to answer: ${COMPLETION-CANDIDATES}.")
    private ValidationFormat format = ValidationFormat.text;

    @Option(
            names = "--revision",
            paramLabel = "REV",
            description =
                    "Looks at a commit in the place of the folder; a PATH may be a bare repository then.")
    private Optional<String> revision = Optional.empty();

    @Option(
            names = "--explain",
            paramLabel = "FILE",
            description = "Tells what this file means, as YAML or JSON.")
    private Optional<Path> explained = Optional.empty();

    @Option(
            names = "--workspace",
            paramLabel = "W",
            description = "With --explain: in this workspace alone.")
    private Optional<String> workspace = Optional.empty();

    @Spec private CommandSpec command = CommandSpec.create();
    private final World world;
    private final Alone.SpecCheck specs;

    ValidateCommand(World world, Alone.SpecCheck specs) {
        this.world = world;
        this.specs = specs;
    }

    @Override
    public Integer call() throws IOException {
        try {
            return explained.isPresent() ? explain(explained.get()) : validate();
        } catch (RepositoryException e) {
            throw new CommandFailure("repository", String.valueOf(e.getMessage()));
        }
    }

    private int validate() throws IOException {
        if (workspace.isPresent()) {
            throw misused(
                    "--workspace says of which workspace --explain tells; add --explain FILE");
        }
        List<Path> named = paths.isEmpty() ? List.of(Path.of("")) : paths;
        ValidationView validation =
                specs.check(
                        world.directory(), named.stream().map(this::resolved).toList(), revision);
        Output output = new Output(world);
        switch (format) {
            case text -> output.text(ValidationText.render(safe(validation), world.ink()));
            case json -> output.json(ApiJson.MAPPER.valueToTree(validation));
            case sarif -> output.json(Sarif.render(validation, Version.current()));
            case github -> output.text(GithubAnnotations.render(validation));
        }
        return validation.valid() ? Exit.OK : Exit.FAILED;
    }

    private int explain(Path file) throws IOException {
        if (!paths.isEmpty()
                || format != ValidationFormat.text && format != ValidationFormat.json) {
            throw misused("--explain takes one file, and --output text or json");
        }
        ExplanationView explanation =
                specs.explain(resolved(file), workspace, revision)
                        .orElseThrow(() ->
                                new CommandFailure(
                                        "file",
                                        "\"%s\" is no YAML file of its repository; name one, .yml or .yaml, that Git does not ignore"
                                                .formatted(file)));
        if (explanation.workspaces().isEmpty()) {
            throw new CommandFailure(
                    "workspace",
                    workspace
                            .map(
                                    "plumbline.yml declares no workspace \"%s\"; see `plumb validate` for what it declares"
                                            ::formatted)
                            .orElse("plumbline.yml cannot be used; see `plumb validate`"));
        }
        JsonNode json = ApiJson.MAPPER.valueToTree(explanation);
        Output output = new Output(world);
        if (format == ValidationFormat.json) {
            output.json(json);
        } else {
            output.text(YamlText.render(TerminalSafe.json(json)));
        }
        return Exit.OK;
    }

    /// A commit may hold what is not on disk.
    private Path resolved(Path path) {
        return revision.isPresent() ? world.resolve(path) : Inputs.existing(world, path);
    }

    private ParameterException misused(String message) {
        return new ParameterException(command.commandLine(), message);
    }

    private static ValidationView safe(ValidationView validation) {
        return Output.view(ApiJson.MAPPER.valueToTree(validation), ValidationView.class);
    }
}
