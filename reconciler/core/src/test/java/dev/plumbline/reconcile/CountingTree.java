package dev.plumbline.reconcile;

import dev.plumbline.repository.SourceTree;
import dev.plumbline.repository.TreeFile;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// A tree that remembers which files were read.
final class CountingTree implements SourceTree {
    final Set<String> read = new TreeSet<>();
    private final SourceTree tree;

    CountingTree(SourceTree tree) {
        this.tree = tree;
    }

    @Override
    public List<TreeFile> below(String folder) {
        return tree.below(folder);
    }

    @Override
    public Optional<TreeFile> file(String path) {
        return tree.file(path);
    }

    @Override
    public List<String> refused() {
        return tree.refused();
    }

    @Override
    public Set<String> changedSince(SourceTree earlier) {
        return tree.changedSince(earlier);
    }

    @Override
    public byte[] read(TreeFile file) throws IOException {
        read.add(file.path());
        return tree.read(file);
    }
}
