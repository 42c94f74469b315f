package dev.plumbline.spec.source;

import dev.plumbline.repository.SourceTree;
import dev.plumbline.repository.TreeFile;
import dev.plumbline.spec.document.Document;
import dev.plumbline.spec.document.DocumentReader;
import dev.plumbline.spec.document.KindDetector;
import dev.plumbline.spec.problem.Position;
import dev.plumbline.spec.problem.Problem;
import dev.plumbline.spec.source.DocumentCache.Parsed;
import dev.plumbline.spec.workspace.PlumblineFile;
import dev.plumbline.spec.yaml.YamlException;
import dev.plumbline.spec.yaml.YamlReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// The documents of a tree as one workspace sees them.
public final class DocumentSource {
    private final SourceTree tree;
    private final WorkspaceView view;
    private final DocumentCache cache;

    public DocumentSource(SourceTree tree, WorkspaceView view, DocumentCache cache) {
        this.tree = tree;
        this.view = view;
        this.cache = cache;
    }

    public SourceTree tree() {
        return tree;
    }

    /// The document at a path; empty when there is none, or none that can be read.
    public Optional<Document> document(String path) {
        return parsed(path).flatMap(Parsed::document);
    }

    /// The text of a file; empty when there is none, or it cannot be read, which is a problem of
    /// its own.
    public String text(String path) {
        try {
            Optional<TreeFile> file = tree.file(path);
            return file.isEmpty() ? "" : new String(tree.read(file.get()), StandardCharsets.UTF_8);
        } catch (IOException _) {
            return "";
        }
    }

    /// What was read at a path; empty when no YAML file is there.
    public Optional<Parsed> parsed(String path) {
        return KindDetector.isCandidate(path)
                ? tree.file(path).map(this::parsed).or(() -> refused(path))
                : Optional.empty();
    }

    /// What may be a spec and is not read: it may have been one, so it still stands.
    private Optional<Parsed> refused(String path) {
        if (!tree.refused().contains(path)) {
            return Optional.empty();
        }
        String message =
                "this is a symbolic link or a submodule, which is not followed; put the file itself there";
        return Optional.of(
                unreadable(
                        path.equals(PlumblineFile.PATH)
                                ? Problem.error(path, Position.START, "path", message)
                                : Problem.warning(path, Position.START, "path", message)));
    }

    private Parsed parsed(TreeFile file) {
        return cache.get(new DocumentCache.Key(view, file.path(), file.blob()), () -> parse(file));
    }

    private Parsed parse(TreeFile file) {
        try {
            return read(file);
        } catch (IOException e) {
            return unreadable(
                    Problem.error(
                            file.path(),
                            Position.START,
                            "unreadable",
                            "cannot be read: " + e.getMessage()));
        }
    }

    private Parsed read(TreeFile file) throws IOException {
        byte[] bytes = tree.read(file);
        Overlay overlay = new Overlay(view, file.path());
        try {
            Optional<Document> document =
                    DocumentReader.read(file.path(), bytes, view.tokens(), overlay::apply);
            return new Parsed(document, List.of(), overlay.use(bytes));
        } catch (YamlException e) {
            return broken(file, bytes, e);
        }
    }

    /// Of what is no YAML only specs are reported; many another file ends in `.yml`, templates
    /// above all.
    private Parsed broken(TreeFile file, byte[] bytes, YamlException failure) {
        boolean isPlumblineFile = file.path().equals(PlumblineFile.PATH);
        if (!KindDetector.isMeantAsSpec(file.path(), YamlReader.text(bytes))) {
            return new Parsed(Optional.empty(), List.of(), Use.NONE);
        }
        Problem mistake =
                Problem.error(
                        file.path(),
                        failure.position(),
                        failure.code(),
                        String.valueOf(failure.getMessage()));
        return unreadable(
                isPlumblineFile
                        ? mistake
                        : DocumentReader.template(file.path(), bytes, view.tokens())
                                .orElse(mistake));
    }

    private static Parsed unreadable(Problem problem) {
        return new Parsed(Optional.empty(), List.of(problem), Use.NONE);
    }
}
