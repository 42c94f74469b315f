package dev.plumbline.repository;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectInserter;

/// A tree with one file more, or another content in its place: what would be if it were written.
public final class OverlaidTree extends ListedTree {
    private final SourceTree base;
    private final TreeFile added;
    private final byte[] content;

    public OverlaidTree(SourceTree base, String path, byte[] content) {
        this(base, new TreeFile(path, blob(content), false), content);
    }

    private OverlaidTree(SourceTree base, TreeFile added, byte[] content) {
        super(
                Stream.concat(
                                base.files().stream()
                                        .filter(file -> !file.path().equals(added.path())),
                                Stream.of(added))
                        .toList());
        this.base = base;
        this.added = added;
        this.content = content.clone();
    }

    private static String blob(byte[] content) {
        try (ObjectInserter.Formatter ids = new ObjectInserter.Formatter()) {
            return ids.idFor(Constants.OBJ_BLOB, content).name();
        }
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
