package dev.plumbline.ledger;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jgit.internal.storage.file.ObjectDirectory;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/// One ledger commit on its way to the disk: the files that it changes, each given to the object
/// database at once, so that all of them together take no room. Few objects become files each, as
/// Git does; many become one pack, since every file takes a wait for the disk.
final class LedgerWrite implements AutoCloseable {
    private static final int MANY = 64;

    private final ObjectInserter inserter;
    private final Path packs;
    private final Set<Path> before;
    private final SortedMap<String, Optional<ObjectId>> edits = new TreeMap<>();

    private LedgerWrite(ObjectInserter inserter, Path packs, Set<Path> before) {
        this.inserter = inserter;
        this.packs = packs;
        this.before = before;
    }

    /// @param files about how many will be written
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

    /// Takes the new content of a file.
    void put(String path, byte[] content) throws IOException {
        edits.put(path, Optional.of(inserter.insert(Constants.OBJ_BLOB, content)));
    }

    /// As [#put(String, byte[])], unless that is what stands there.
    ///
    /// @param there the blob that stands there; null when none does
    void putOther(String path, byte[] content, @Nullable ObjectId there) throws IOException {
        if (there == null || !there.equals(inserter.idFor(Constants.OBJ_BLOB, content))) {
            put(path, content);
        }
    }

    void remove(String path) {
        edits.put(path, Optional.empty());
    }

    /// What changes: the new blob per path, or nothing where the file is removed.
    SortedMap<String, Optional<ObjectId>> edits() {
        return edits;
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
