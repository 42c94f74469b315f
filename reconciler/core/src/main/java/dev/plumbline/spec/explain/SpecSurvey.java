package dev.plumbline.spec.explain;

import dev.plumbline.repository.SourceTree;
import dev.plumbline.repository.TreeFile;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.resource.Value.Text;
import dev.plumbline.spec.document.DeclaredIds;
import dev.plumbline.spec.document.Document;
import dev.plumbline.spec.document.DocumentClass;
import dev.plumbline.spec.document.MissingParts;
import dev.plumbline.spec.document.SpecKind;
import dev.plumbline.spec.source.DocumentCache;
import dev.plumbline.spec.source.DocumentSource;
import dev.plumbline.spec.source.WorkspaceView;
import dev.plumbline.spec.workspace.PlumblineFile;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The specs of a tree before anything says what belongs together: what each declares, lacks and
/// refers to.
public final class SpecSurvey {
    private static final Pattern ASSET = Pattern.compile("azureml:([^:@/\\s]+).*");

    private SpecSurvey() {}

    /// One spec.
    ///
    /// @param id what it declares, when it says its name
    /// @param names of what it refers to: assets, and `online-endpoint/<name>`
    /// @param produces the names of the assets that a job registers
    /// @param paths the spec files that it includes
    public record Found(
            String path,
            SpecKind kind,
            Optional<ResourceId> id,
            MissingParts missing,
            Set<String> names,
            Set<String> produces,
            Set<String> paths) {
        public Found {
            names = Set.copyOf(names);
            produces = Set.copyOf(produces);
            paths = Set.copyOf(paths);
        }
    }

    /// In the order of paths; a `plumbline.yml` is not among them.
    public static List<Found> of(SourceTree tree) {
        DocumentSource source = new DocumentSource(tree, WorkspaceView.PLAIN, new DocumentCache());
        return tree.files().stream()
                .map(TreeFile::path)
                .filter(path -> !path.equals(PlumblineFile.PATH))
                .flatMap(path -> source.document(path).stream())
                .filter(Document::isDeclaration)
                .map(document -> found(document, source.tree()))
                .toList();
    }

    private static Found found(Document document, SourceTree tree) {
        if (!(document.documentClass() instanceof DocumentClass.Spec(SpecKind kind))) {
            throw new IllegalArgumentException(document.path() + " is no spec");
        }
        Set<String> names = new TreeSet<>();
        Set<String> paths = new TreeSet<>();
        for (Value leaf : Value.leaves(document.fields())) {
            if (leaf instanceof Text(var text)) {
                Matcher asset = ASSET.matcher(text.strip());
                if (asset.matches()) {
                    names.add(asset.group(1));
                } else {
                    beside(document.path(), text)
                            .filter(path -> tree.file(path).isPresent())
                            .ifPresent(paths::add);
                }
            }
        }
        document.fields()
                .text("endpoint_name")
                .ifPresent(endpoint -> names.add("online-endpoint/" + endpoint));
        return new Found(
                document.path(),
                kind,
                DeclaredIds.of(document),
                MissingParts.of(document),
                names,
                produces(document.fields()),
                paths);
    }

    /// The path that a text in a file leads to; empty when it is none, or leads out of the tree.
    private static Optional<String> beside(String file, String text) {
        if (text.length() > 500 || !text.endsWith(".yml") && !text.endsWith(".yaml")) {
            return Optional.empty();
        }
        try {
            String path = text.startsWith("file:") ? text.substring("file:".length()) : text;
            Path whole = Path.of("/" + file).resolveSibling(path).normalize();
            return Optional.of(whole.toString().substring(1));
        } catch (InvalidPathException _) {
            return Optional.empty();
        }
    }

    /// The names of named outputs, of the job and of its nodes.
    private static Set<String> produces(Fields job) {
        Set<String> names = new TreeSet<>();
        outputNames(job, names);
        job.fields("jobs")
                .fields()
                .values()
                .forEach(node -> {
                    if (node instanceof Fields fields) {
                        outputNames(fields, names);
                    }
                });
        return names;
    }

    private static void outputNames(Fields owner, Set<String> names) {
        owner.fields("outputs")
                .fields()
                .values()
                .forEach(output -> {
                    if (output instanceof Fields fields) {
                        fields.text("name").ifPresent(names::add);
                    }
                });
    }
}
