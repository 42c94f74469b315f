package dev.plumbline.agent.cli.init;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where a repository begins.
public final class RepositoryRoot {
    private RepositoryRoot() {}

    /// The root of the Git work tree that holds the folder; the folder itself outside of one.
    ///
    /// @throws IOException when the folder cannot be read
    public static Path of(Path folder) throws IOException {
        Path real = folder.toRealPath();
        for (Path at = real; at != null; at = at.getParent()) {
            if (Files.exists(at.resolve(".git"))) {
                return at;
            }
        }
        return real;
    }
}
