package dev.plumbline.spec;

import dev.plumbline.repository.SourceTree;
import dev.plumbline.repository.TreeFile;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.spec.ParsedDocuments.Parsed;
import dev.plumbline.spec.document.Document;
import dev.plumbline.spec.document.DocumentClass;
import dev.plumbline.spec.document.DocumentReader;
import dev.plumbline.spec.document.KindDetector;
import dev.plumbline.spec.document.SpecKind;
import dev.plumbline.spec.problem.Position;
import dev.plumbline.spec.problem.Problem;
import dev.plumbline.spec.workspace.PlumblineFile;
import dev.plumbline.spec.workspace.SpecOverride;
import dev.plumbline.spec.yaml.YamlException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// The documents of a tree as one workspace sees them: its tokens replaced, its overrides applied.
final class DocumentSource {
    private final SourceTree tree;
    private final Map<String, TreeFile> yaml;
    private final ParsedDocuments shared;
    private final Map<String, String> tokens;
    private final List<SpecOverride> overrides;
    private final Map<String, Parsed> own = new HashMap<>();

    DocumentSource(
            SourceTree tree,
            Map<String, TreeFile> yaml,
            ParsedDocuments shared,
            Map<String, String> tokens,
            List<SpecOverride> overrides) {
        this.tree = tree;
        this.yaml = yaml;
        this.shared = shared;
        this.tokens = tokens;
        this.overrides = overrides;
    }

    boolean has(String path) {
        return yaml.containsKey(path);
    }

    Optional<Document> document(String path) {
        return Optional.ofNullable(yaml.get(path)).flatMap(file -> parsed(file).document());
    }

    List<Document> all(Predicate<String> wanted) {
        return yaml.values().stream()
                .filter(file -> wanted.test(file.path()))
                .flatMap(file -> parsed(file).document().stream())
                .toList();
    }

    /// The problems of files that could not be read as YAML.
    List<Problem> unreadable(Predicate<String> wanted) {
        return yaml.values().stream()
                .filter(file -> wanted.test(file.path()))
                .flatMap(file -> parsed(file).unreadable().stream())
                .toList();
    }

    /// The paths of files that could not be read as YAML: they may have been specs.
    List<String> unreadable() {
        return unreadable(_ -> true).stream().map(Problem::path).toList();
    }

    List<Problem> problems(String path) {
        TreeFile file = yaml.get(path);
        if (file == null) {
            return List.of();
        }
        Parsed parsed = parsed(file);
        return parsed.document().map(Document::problems).orElse(parsed.unreadable());
    }

    private Parsed parsed(TreeFile file) {
        boolean plain = tokens.isEmpty() && overrides.isEmpty();
        return plain
                ? shared.get(file, () -> parse(file))
                : own.computeIfAbsent(file.path(), _ -> parse(file));
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
        try {
            Optional<Document> document =
                    DocumentReader.read(
                            file.path(),
                            tree.read(file),
                            tokens,
                            fields -> override(file.path(), fields));
            return new Parsed(document, List.of());
        } catch (YamlException e) {
            return broken(file, e);
        }
    }

    /// Of what is no YAML only specs are reported; many another file ends in `.yml`, templates
    /// above all.
    private Parsed broken(TreeFile file, YamlException failure) throws IOException {
        byte[] bytes = tree.read(file);
        boolean isPlumblineFile = file.path().equals(PlumblineFile.PATH);
        if (!isPlumblineFile
                && !KindDetector.isMeantAsSpec(new String(bytes, StandardCharsets.UTF_8))) {
            return new Parsed(Optional.empty(), List.of());
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
                        : DocumentReader.template(file.path(), bytes, tokens).orElse(mistake));
    }

    private static Parsed unreadable(Problem problem) {
        return new Parsed(Optional.empty(), List.of(problem));
    }

    private Fields override(String path, Fields fields) {
        Optional<Kind> kind =
                KindDetector.detect(path, fields) instanceof DocumentClass.Spec(SpecKind spec)
                        ? spec.resource()
                        : Optional.empty();
        Fields result = fields;
        for (SpecOverride override : overrides) {
            if (override.appliesTo(path, kind, result)) {
                result = override.apply(result);
            }
        }
        return result;
    }
}
