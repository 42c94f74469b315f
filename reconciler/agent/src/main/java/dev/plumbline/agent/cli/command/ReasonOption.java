package dev.plumbline.agent.cli.command;

import java.util.Optional;
import picocli.CommandLine.Option;

/// `--reason TEXT`, of what goes on the record.
final class ReasonOption {
    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the record.")
    private Optional<String> reason = Optional.empty();

    Optional<String> get() {
        return reason;
    }
}
