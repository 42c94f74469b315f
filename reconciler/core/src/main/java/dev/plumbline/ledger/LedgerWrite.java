package dev.plumbline.ledger;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jgit.internal.storage.file.ObjectDirectory;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;

/// The objects of one ledger commit on their way to the disk. Few become files each, as Git does;
/// many become one pack, since every file takes a wait for the disk.
final class LedgerWrite implements AutoCloseable {
    private static final int MANY = 64;

    private final ObjectInserter inserter;
    private final Path packs;
    private final Set<Path> before;

    private LedgerWrite(ObjectInserter inserter, Path packs, Set<Path> before) {
        this.inserter = inserter;
        this.packs = packs;
        this.before = before;
    }

    /// @param files how many will be written
    static LedgerWrite begin(Repository database, int files) throws IOException {
        if (files > MANY && database.getObjectDatabase() instanceof ObjectDirectory directory) {
            Path packs = directory.getPackDirectory().toPath();
            return new LedgerWrite(directory.newPackInserter(), packs, list(packs));
        }
        return new LedgerWrite(database.newObjectInserter(), Path.of(""), Set.of());
    }

    ObjectInserter inserter() {
        return inserter;
    }

    /// Everything inserted so far is on the disk afterwards.
    void flush() throws IOException {
        inserter.flush();
        if (!packs.toString().isEmpty()) {
            Set<Path> written = new HashSet<>(list(packs));
            written.removeAll(before);
            for (Path file : written) {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                    channel.force(true);
                }
            }
        }
    }

    private static Set<Path> list(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Set.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.collect(Collectors.toSet());
        }
    }

    @Override
    public void close() {
        inserter.close();
    }
}
