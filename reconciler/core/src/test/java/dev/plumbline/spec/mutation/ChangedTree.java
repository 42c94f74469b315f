package dev.plumbline.spec.mutation;

import dev.plumbline.repository.SourceTree;
import dev.plumbline.repository.TreeFile;
import dev.plumbline.resource.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// A tree in which one file has another text.
record ChangedTree(SourceTree tree, String path, String text) implements SourceTree {
    @Override
    public List<TreeFile> below(String folder) {
        return tree.below(folder).stream().map(this::changed).toList();
    }

    @Override
    public Optional<TreeFile> file(String path) {
        return tree.file(path).map(this::changed);
    }

    private TreeFile changed(TreeFile file) {
        return file.path().equals(path)
                ? new TreeFile(path, Digest.ofText(text).value(), file.executable())
                : file;
    }

    @Override
    public List<String> refused() {
        return tree.refused();
    }

    @Override
    public byte[] read(TreeFile file) throws IOException {
        return file.path().equals(path) ? text.getBytes(StandardCharsets.UTF_8) : tree.read(file);
    }
}
