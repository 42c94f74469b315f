package dev.plumbline.repository;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectInserter;

/// A tree with one file more, or another content in its place: what would be if it were written.
public final class OverlaidTree implements SourceTree {
    private final SourceTree base;
    private final TreeFile added;
    private final byte[] content;
    private final FileList files;

    public OverlaidTree(SourceTree base, String path, byte[] content) {
        this.base = base;
        this.content = content.clone();
        String blob;
        try (ObjectInserter.Formatter ids = new ObjectInserter.Formatter()) {
            blob = ids.idFor(Constants.OBJ_BLOB, content).name();
        }
        this.added = new TreeFile(path, blob, false);
        List<TreeFile> all = new ArrayList<>(base.files());
        all.removeIf(file -> file.path().equals(path));
        all.add(added);
        this.files = new FileList(all);
    }

    @Override
    public List<TreeFile> below(String folder) {
        return files.below(folder);
    }

    @Override
    public Optional<TreeFile> file(String path) {
        return files.file(path);
    }

    @Override
    public List<String> refused() {
        return base.refused();
    }

    @Override
    public byte[] read(TreeFile file) throws IOException {
        return file.equals(added) ? content.clone() : base.read(file);
    }
}
