package dev.plumbline.spec.compile;

import dev.plumbline.repository.SourceTree;
import dev.plumbline.repository.TreeFile;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A tree that notes which paths it was asked for.
record NotedTree(SourceTree tree, Set<String> asked) implements SourceTree {
    @Override
    public List<TreeFile> below(String folder) {
        asked.add(folder);
        return tree.below(folder);
    }

    @Override
    public Optional<TreeFile> file(String path) {
        asked.add(path);
        return tree.file(path);
    }

    @Override
    public List<String> refused() {
        return tree.refused();
    }

    @Override
    public byte[] read(TreeFile file) throws IOException {
        return tree.read(file);
    }
}
