package dev.plumbline.agent.cli.command;

import java.util.Optional;
import picocli.CommandLine.Option;

/// `--workspace`.
final class WorkspaceOption {
    @Option(
            names = {"-w", "--workspace"},
            paramLabel = "NAME",
            description =
                    "Only this workspace: its short name, or repository/workspace. All of them by default.")
    private Optional<String> workspace = Optional.empty();

    Optional<String> get() {
        return workspace;
    }
}
