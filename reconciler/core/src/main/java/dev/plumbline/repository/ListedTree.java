package dev.plumbline.repository;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// A tree whose files are known from the beginning.
public abstract class ListedTree implements SourceTree {
    private final FileList files;

    protected ListedTree(Collection<TreeFile> files) {
        this.files = new FileList(files);
    }

    @Override
    public final List<TreeFile> below(String folder) {
        return files.below(folder);
    }

    @Override
    public final Optional<TreeFile> file(String path) {
        return files.file(path);
    }
}
