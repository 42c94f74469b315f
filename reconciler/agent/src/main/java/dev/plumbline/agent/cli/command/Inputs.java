package dev.plumbline.agent.cli.command;

import dev.plumbline.agent.cli.world.CommandFailure;
import dev.plumbline.agent.cli.world.World;
import java.nio.file.Files;
import java.nio.file.Path;

/// Paths that users name.
final class Inputs {
    private Inputs() {}

    /// The path, absolute.
    ///
    /// @throws CommandFailure when nothing is there
    static Path existing(World world, Path path) {
        Path resolved = world.resolve(path);
        if (!Files.exists(resolved)) {
            throw new CommandFailure(
                    "file", "\"" + path + "\" is not there; name a file or folder that is");
        }
        return resolved;
    }
}
