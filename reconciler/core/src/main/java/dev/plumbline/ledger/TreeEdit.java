package dev.plumbline.ledger;

import java.io.IOException;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;

/// Writes a tree that differs from another in some files. Only the folders on the way to those
/// files are written anew.
final class TreeEdit {
    private final ObjectReader reader;
    private final ObjectInserter inserter;

    private record Entry(FileMode mode, ObjectId id) {}

    TreeEdit(ObjectReader reader, ObjectInserter inserter) {
        this.reader = reader;
        this.inserter = inserter;
    }

    /// @param tree what to start from; empty for nothing
    /// @param edits the new blob per path; an empty one removes the file
    /// @return the new tree; empty when no file is left
    Optional<ObjectId> apply(Optional<ObjectId> tree, SortedMap<String, Optional<ObjectId>> edits)
            throws IOException {
        return apply(tree, "", edits);
    }

    /// @param folder the path of the tree with a slash at its end; empty at the root
    private Optional<ObjectId> apply(
            Optional<ObjectId> tree, String folder, SortedMap<String, Optional<ObjectId>> edits)
            throws IOException {
        Map<String, Entry> before = tree.isPresent() ? entries(tree.get()) : Map.of();
        Map<String, Entry> after = new TreeMap<>(before);
        SortedMap<String, Optional<ObjectId>> left = edits;
        while (!left.isEmpty()) {
            String path = left.firstKey();
            int slash = path.indexOf('/', folder.length());
            if (slash < 0) {
                String name = path.substring(folder.length());
                put(after, name, FileMode.REGULAR_FILE, left.getOrDefault(path, Optional.empty()));
                left = left.tailMap(path + '\0');
                continue;
            }
            String name = path.substring(folder.length(), slash);
            Optional<ObjectId> old =
                    Optional.ofNullable(before.get(name))
                            .filter(entry -> entry.mode().equals(FileMode.TREE))
                            .map(Entry::id);
            String inside = path.substring(0, slash + 1);
            // '0' is the character after '/'.
            String behind = path.substring(0, slash) + '0';
            put(after, name, FileMode.TREE, apply(old, inside, left.subMap(inside, behind)));
            left = left.tailMap(behind);
        }
        if (after.isEmpty()) {
            return Optional.empty();
        }
        return after.equals(before) ? tree : Optional.of(write(after));
    }

    private static void put(
            Map<String, Entry> entries, String name, FileMode mode, Optional<ObjectId> id) {
        id.ifPresentOrElse(
                found -> entries.put(name, new Entry(mode, found)), () -> entries.remove(name));
    }

    private Map<String, Entry> entries(ObjectId tree) throws IOException {
        Map<String, Entry> entries = new TreeMap<>();
        CanonicalTreeParser parser = new CanonicalTreeParser();
        parser.reset(reader, tree);
        for (; !parser.eof(); parser.next()) {
            entries.put(
                    parser.getEntryPathString(),
                    new Entry(parser.getEntryFileMode(), parser.getEntryObjectId()));
        }
        return entries;
    }

    /// Git sorts a folder as if its name ended in a slash.
    private ObjectId write(Map<String, Entry> entries) throws IOException {
        TreeFormatter tree = new TreeFormatter();
        entries.entrySet().stream()
                .sorted(Comparator.comparing(TreeEdit::sortKey))
                .forEach(each ->
                        tree.append(each.getKey(), each.getValue().mode(), each.getValue().id()));
        return inserter.insert(tree);
    }

    private static String sortKey(Map.Entry<String, Entry> entry) {
        return entry.getValue().mode().equals(FileMode.TREE)
                ? entry.getKey() + "/"
                : entry.getKey();
    }
}
