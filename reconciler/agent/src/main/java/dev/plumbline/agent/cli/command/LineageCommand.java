package dev.plumbline.agent.cli.command;

import dev.plumbline.agent.api.LineageView;
import dev.plumbline.agent.cli.text.LineageDot;
import dev.plumbline.agent.cli.text.LineageOpenLineage;
import dev.plumbline.agent.cli.text.LineageText;
import dev.plumbline.agent.cli.world.Exit;
import dev.plumbline.agent.cli.world.World;
import dev.plumbline.agent.client.AgentClient;
import dev.plumbline.agent.client.ApiPath;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `plumb lineage`.
@Command(
        name = "lineage",
        description = "Shows where something came from: model, run, data, code, commit, people.",
        footer = {
            "",
            "Examples:",
            "  plumb lineage model/fraud:3",
            "  plumb lineage 0f8fad5b-d9cb-469f-a165-70867728950e   (the request id of a scored answer)",
            "  plumb lineage online-endpoint/fraud --output dot | dot -Tsvg > lineage.svg"
        })
final class LineageCommand implements Callable<Integer> {
    enum LineageFormat {
        text,
        json,
        dot,
        openlineage
    }

    @Parameters(
            paramLabel = "ID|REQUEST-ID",
            description = "A resource, one version of it, or a scoring request's id.")
    private String id = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "text",
            description =
                    "How to answer: ${COMPLETION-CANDIDATES}; openlineage is an array of OpenLineage 2-0-2 events.")
    private LineageFormat format = LineageFormat.text;

    @Mixin private Connection connection = new Connection();
    @Mixin private WorkspaceOption workspace = new WorkspaceOption();
    private final World world;

    LineageCommand(World world) {
        this.world = world;
    }

    @Override
    public Integer call() {
        try (AgentClient agent = connection.client(world)) {
            JsonNode answer = agent.get(ApiPath.inWorkspace(workspace.get(), "lineage", id));
            LineageView lineage = Output.view(answer, LineageView.class);
            Output output = new Output(world);
            switch (format) {
                case text -> output.text(LineageText.render(lineage, world.ink()));
                case json -> output.json(answer);
                case dot -> output.text(LineageDot.render(lineage));
                case openlineage -> output.json(LineageOpenLineage.render(lineage));
            }
            return Exit.OK;
        }
    }
}
