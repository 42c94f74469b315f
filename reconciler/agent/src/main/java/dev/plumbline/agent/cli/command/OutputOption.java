package dev.plumbline.agent.cli.command;

import dev.plumbline.agent.cli.world.World;
import java.util.function.Supplier;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/// `--output text|json`.
final class OutputOption {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "text",
            description =
                    "How to answer: ${COMPLETION-CANDIDATES}; json prints one document and nothing else.")
    private Format format = Format.text;

    boolean isJson() {
        return format == Format.json;
    }

    /// Gives an answer as it came, or in words for people.
    void show(World world, JsonNode answer, Supplier<String> words) {
        Output out = new Output(world);
        if (isJson()) {
            out.json(answer);
        } else {
            out.text(words.get());
        }
    }
}
