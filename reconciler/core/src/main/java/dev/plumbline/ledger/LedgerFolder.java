package dev.plumbline.ledger;

import dev.plumbline.resource.SharedMap;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.jgit.lib.ObjectId;

/// What the files of one folder of a ledger say, as of the tree that was read last.
final class LedgerFolder<K, V> {
    private final String name;
    private final Reader<V> reader;
    private final Function<V, K> key;
    private Optional<ObjectId> folder = Optional.empty();
    private SharedMap<K, V> contents = SharedMap.empty();

    @FunctionalInterface
    interface Reader<V> {
        V read(LedgerTree tree, String path, ObjectId blob) throws IOException;
    }

    LedgerFolder(String name, Reader<V> reader, Function<V, K> key) {
        this.key = key;
        this.name = name;
        this.reader = reader;
    }

    /// Takes what was written on top of a tree, in the place of reading it back: only when that
    /// tree is the one that was read last.
    ///
    /// @param before empty when nothing was there
    void wrote(Optional<LedgerTree> before, LedgerTree after, Map<K, Optional<V>> changes)
            throws IOException {
        Optional<ObjectId> stood =
                before.isPresent() ? before.get().object(name) : Optional.empty();
        if (stood.equals(folder)) {
            contents = contents.with(changes);
            folder = after.object(name);
        }
    }

    SharedMap<K, V> read(LedgerTree tree) throws IOException {
        Optional<ObjectId> now = tree.object(name);
        if (!now.equals(folder)) {
            Map<K, Optional<V>> changes = new HashMap<>();
            for (LedgerTree.FileChange change : tree.changes(name, folder, now)) {
                if (change.before().isPresent()) {
                    V before = reader.read(tree, change.path(), change.before().get());
                    changes.putIfAbsent(key.apply(before), Optional.empty());
                }
                if (change.after().isPresent()) {
                    V after = reader.read(tree, change.path(), change.after().get());
                    changes.put(key.apply(after), Optional.of(after));
                }
            }
            contents = contents.with(changes);
            folder = now;
        }
        return contents;
    }
}
