package dev.plumbline.agent.cli.world;

import dev.plumbline.agent.api.ExplanationView;
import dev.plumbline.agent.api.ValidationView;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What the commands that work without an agent need from the rest of Plumbline.
///
/// @param specs behind `plumb validate`
/// @param agent behind `plumb agent`
/// @param demo behind `plumb demo`
public record Alone(SpecCheck specs, AgentRunner agent, DemoRunner demo) {
    /// Checks and explains specs in files, committed or not.
    public interface SpecCheck {
        /// @param paths files and folders; problems name files relative to `root`
        /// @param revision the commit to look at in the place of what is on disk
        /// @throws IOException when a file cannot be read
        ValidationView check(Path root, List<Path> paths, Optional<String> revision)
                throws IOException;

        /// What a file means; empty when it is no YAML file of its repository.
        ///
        /// @param workspace the only one to tell of
        /// @throws IOException when a file cannot be read
        Optional<ExplanationView> explain(
                Path file, Optional<String> workspace, Optional<String> revision)
                throws IOException;
    }

    /// Runs an agent until it is stopped, or once.
    @FunctionalInterface
    public interface AgentRunner {
        /// @return an exit code of [Exit]
        /// @throws IOException when it cannot begin; the message is for users
        int run(AgentOptions options, World world) throws IOException;
    }

    /// Tells the story of the demo.
    @FunctionalInterface
    public interface DemoRunner {
        /// @return an exit code of [Exit]
        /// @throws IOException when it cannot begin; the message is for users
        int run(DemoOptions options, World world) throws IOException;
    }

    /// How an agent runs. What is absent comes from the configuration file, then from the defaults
    /// of the reference page.
    ///
    /// @param config the agent's own configuration; either it or the repository is there
    /// @param once syncs once and ends
    public record AgentOptions(
            Optional<String> repository,
            Optional<String> branch,
            Path data,
            OptionalInt port,
            OptionalInt servingPort,
            Optional<Duration> poll,
            Optional<Path> config,
            boolean once) {}

    /// How the demo runs.
    ///
    /// @param data where it keeps everything; a folder of its own when absent
    /// @param once ends after the story
    /// @param json prints the transcript as JSON, and nothing else
    public record DemoOptions(
            Optional<Path> data,
            OptionalInt port,
            OptionalInt servingPort,
            boolean once,
            boolean json) {}
}
