package dev.plumbline.agent.cli.command;

import picocli.CommandLine.Option;

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
}
