package dev.plumbline.repository;

import dev.plumbline.repository.RepositoryException.Reason;
import dev.plumbline.resource.Pool;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.jspecify.annotations.Nullable;

/// A folder of a commit, with all below it. What two commits have in common is read once and
/// shared, as Git stores it: the cost of a commit follows the change.
final class GitFolder {
    private static final int MAX_DEPTH = 100;

    /// Projects of one repository look alike.
    private static final Pool<String> NAMES = new Pool<>(4096);

    private final ObjectId id;

    /// Sorted.
    private final String[] names;

    /// In the order of their names.
    private final Entry[] entries;

    private final int count;

    /// Something in a folder.
    private sealed interface Entry {
        record File(ObjectId blob, boolean executable) implements Entry {}

        record Folder(GitFolder folder) implements Entry {}

        /// A symbolic link or a submodule.
        record Refused() implements Entry {}
    }

    private GitFolder(ObjectId id, SortedMap<String, Entry> entries, int count) {
        this.id = id;
        this.names = entries.keySet().toArray(String[]::new);
        this.entries = entries.values().toArray(Entry[]::new);
        this.count = count;
    }

    private @Nullable Entry entry(String name) {
        int index = Arrays.binarySearch(names, name);
        return index < 0 ? null : entries[index];
    }

    /// Reads a tree object and those below it.
    ///
    /// @param like the same folder of another commit, whose parts are taken over where they are
    ///   equal; null when there is none
    static GitFolder read(ObjectReader reader, ObjectId id, @Nullable GitFolder like)
            throws IOException {
        return read(reader, id, like, 0);
    }

    private static GitFolder read(
            ObjectReader reader, ObjectId id, @Nullable GitFolder like, int depth)
            throws IOException {
        if (like != null && like.id.equals(id)) {
            return like;
        }
        if (depth > MAX_DEPTH) {
            throw tooLarge("has folders that are more than " + MAX_DEPTH + " deep");
        }
        SortedMap<String, Entry> entries = new TreeMap<>();
        int count = 0;
        CanonicalTreeParser tree = new CanonicalTreeParser();
        for (tree.reset(reader, id); !tree.eof(); tree.next(1)) {
            String name = NAMES.canonical(tree.getEntryPathString());
            FileMode mode = tree.getEntryFileMode();
            ObjectId object = tree.getEntryObjectId();
            if (mode.equals(FileMode.TREE)) {
                GitFolder known = like == null ? null : like.folderNamed(name);
                GitFolder folder = read(reader, object, known, depth + 1);
                entries.put(name, new Entry.Folder(folder));
                count += folder.count;
            } else if (mode.equals(FileMode.REGULAR_FILE)
                    || mode.equals(FileMode.EXECUTABLE_FILE)) {
                entries.put(name, new Entry.File(object, mode.equals(FileMode.EXECUTABLE_FILE)));
                count++;
            } else {
                entries.put(name, new Entry.Refused());
                count++;
            }
            if (count > SourceTree.MAX_FILES) {
                throw tooLarge("has more than " + SourceTree.MAX_FILES + " files");
            }
        }
        return new GitFolder(id, entries, count);
    }

    private static RepositoryException tooLarge(String what) {
        return new RepositoryException(
                Reason.TOO_LARGE,
                "the repository " + what + "; keep data outside of it, or use Git LFS");
    }

    private @Nullable GitFolder folderNamed(String name) {
        return entry(name) instanceof Entry.Folder(var folder) ? folder : null;
    }

    Optional<TreeFile> file(String path) {
        int slash = path.lastIndexOf('/');
        return folder(slash < 0 ? "" : path.substring(0, slash))
                .map(folder -> folder.entry(path.substring(slash + 1)))
                .filter(Entry.File.class::isInstance)
                .map(entry -> file(path, (Entry.File) entry));
    }

    private static TreeFile file(String path, Entry.File file) {
        return new TreeFile(path, file.blob().name(), file.executable());
    }

    /// The folder at a path; itself when the path is empty.
    Optional<GitFolder> folder(String path) {
        GitFolder folder = this;
        int from = 0;
        while (folder != null && from < path.length()) {
            int slash = path.indexOf('/', from);
            int end = slash < 0 ? path.length() : slash;
            folder = folder.folderNamed(path.substring(from, end));
            from = end + 1;
        }
        return Optional.ofNullable(folder);
    }

    /// The files here and below, in the order of paths.
    ///
    /// @param prefix the path of this folder with a slash at its end; empty at the root
    List<TreeFile> files(String prefix) {
        List<TreeFile> files = new ArrayList<>();
        visit(prefix, files::add, _ -> {});
        // A folder's name sorts before its slash, where another name may come between.
        files.sort(null);
        return files;
    }

    List<String> refused() {
        Set<String> refused = new TreeSet<>();
        visit("", _ -> {}, refused::add);
        return List.copyOf(refused);
    }

    private void visit(String prefix, Consumer<TreeFile> files, Consumer<String> refused) {
        for (int i = 0; i < names.length; i++) {
            String path = prefix + names[i];
            switch (entries[i]) {
                case Entry.File file -> files.accept(file(path, file));
                case Entry.Folder(var folder) -> folder.visit(path + "/", files, refused);
                case Entry.Refused _ -> refused.accept(path);
            }
        }
    }

    /// Collects the paths at which two folders differ.
    static void difference(
            String prefix, @Nullable GitFolder left, @Nullable GitFolder right, Set<String> paths) {
        if (left != null && right != null && left.id.equals(right.id)) {
            return;
        }
        Set<String> names = new TreeSet<>();
        if (left != null) {
            Collections.addAll(names, left.names);
        }
        if (right != null) {
            Collections.addAll(names, right.names);
        }
        for (String name : names) {
            Entry one = left == null ? null : left.entry(name);
            Entry other = right == null ? null : right.entry(name);
            if ((isLeaf(one) || isLeaf(other)) && !Objects.equals(one, other)) {
                paths.add(prefix + name);
            }
            GitFolder before = one instanceof Entry.Folder(var folder) ? folder : null;
            GitFolder after = other instanceof Entry.Folder(var folder) ? folder : null;
            if (before != null || after != null) {
                difference(prefix + name + "/", before, after, paths);
            }
        }
    }

    private static boolean isLeaf(@Nullable Entry entry) {
        return entry != null && !(entry instanceof Entry.Folder);
    }
}
