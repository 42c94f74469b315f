package dev.plumbline.agent.cli.command;

import dev.plumbline.agent.api.ApiJson;
import dev.plumbline.agent.api.ValidationView;
import dev.plumbline.agent.cli.text.GithubAnnotations;
import dev.plumbline.agent.cli.text.Sarif;
import dev.plumbline.agent.cli.text.ValidationText;
import dev.plumbline.agent.cli.world.Alone;
import dev.plumbline.agent.cli.world.Exit;
import dev.plumbline.agent.cli.world.Version;
import dev.plumbline.agent.cli.world.World;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `plumb validate`.
@Command(
        name = "validate",
        description = "Checks specs, committed or not. Needs no agent and no platform.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:valid; there may be warnings", "1:not valid", "2:wrong usage"},
        footer = {
            "",
            "Examples:",
            "  plumb validate",
            "  plumb validate endpoints/blue.yml jobs",
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

    private final World world;
    private final Alone.SpecCheck check;

    ValidateCommand(World world, Alone.SpecCheck check) {
        this.world = world;
        this.check = check;
    }

    @Override
    public Integer call() throws IOException {
        List<Path> named = paths.isEmpty() ? List.of(Path.of("")) : paths;
        List<Path> existing = named.stream().map(path -> Inputs.existing(world, path)).toList();
        ValidationView validation = check.check(world.directory(), existing);
        Output output = new Output(world);
        switch (format) {
            case text -> output.text(ValidationText.render(safe(validation), world.ink()));
            case json -> output.json(ApiJson.MAPPER.valueToTree(validation));
            case sarif -> output.json(Sarif.render(validation, Version.current()));
            case github -> output.text(GithubAnnotations.render(validation));
        }
        return validation.valid() ? Exit.OK : Exit.FAILED;
    }

    private static ValidationView safe(ValidationView validation) {
        return Output.view(ApiJson.MAPPER.valueToTree(validation), ValidationView.class);
    }
}
