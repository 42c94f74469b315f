package dev.plumbline.repository;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.eclipse.jgit.lib.Repository;

/// A clone whose objects and refs are in memory. Many clones may share one database, as the
/// processes do that follow one another.
public final class MemoryClone {
    private MemoryClone() {}

    public static GitRepository of(MemoryRemote remote, Repository database) {
        try {
            Path file = Files.createTempFile("memory-clone", ".lock");
            FileChannel lock = FileChannel.open(file, StandardOpenOption.DELETE_ON_CLOSE);
            Remote specs = Remote.of(remote.url());
            return new GitRepository(
                    specs, specs, new BareClone(file, lock, database), Optional.of("main"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
