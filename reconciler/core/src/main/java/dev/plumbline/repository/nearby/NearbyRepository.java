package dev.plumbline.repository.nearby;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;
import org.jspecify.annotations.Nullable;

/// A remote on this machine. Stays open between fetches, since whoever opens a repository reads the
/// indexes of all its packs.
public final class NearbyRepository implements AutoCloseable {
    private @Nullable Repository open;

    /// @param folder its Git folder
    public Transport connect(Repository clone, URIish uri, Path folder) throws IOException {
        return new NearbyTransport(clone, uri, at(folder.toFile()));
    }

    private synchronized Repository at(File folder) throws IOException {
        Repository known = open;
        if (known != null && known.getDirectory().equals(folder)) {
            return known;
        }
        close();
        Repository opened =
                new FileRepositoryBuilder().setGitDir(folder).setMustExist(true).build();
        open = opened;
        return opened;
    }

    @Override
    public synchronized void close() {
        if (open != null) {
            open.close();
            open = null;
        }
    }
}
