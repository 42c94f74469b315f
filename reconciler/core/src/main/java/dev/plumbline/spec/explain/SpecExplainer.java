package dev.plumbline.spec.explain;

import dev.plumbline.repository.SourceTree;
import dev.plumbline.resource.Resource;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.spec.SpecSet;
import dev.plumbline.spec.WorkspaceSpecs;
import dev.plumbline.spec.document.Document;
import dev.plumbline.spec.document.MissingParts;
import dev.plumbline.spec.explain.Explanation.Edit;
import dev.plumbline.spec.explain.Explanation.InWorkspace;
import dev.plumbline.spec.problem.Position;
import dev.plumbline.spec.problem.Problem;
import dev.plumbline.spec.source.DocumentCache;
import dev.plumbline.spec.source.DocumentCache.Parsed;
import dev.plumbline.spec.source.DocumentSource;
import dev.plumbline.spec.source.WorkspaceView;
import dev.plumbline.spec.workspace.PlumblineFile;
import dev.plumbline.spec.workspace.SpecOverride;
import dev.plumbline.spec.workspace.Tokens;
import dev.plumbline.spec.workspace.WorkspaceConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Tells what single files of a tree mean: their effective specs, and where these come from.
public final class SpecExplainer {
    private final SpecSet specs;
    private final DocumentSource plain;
    private final DocumentCache documents = new DocumentCache();

    /// @param specs those of the tree
    public SpecExplainer(SourceTree tree, SpecSet specs) {
        this.specs = specs;
        this.plain = new DocumentSource(tree, WorkspaceView.PLAIN, documents);
    }

    /// Empty when the path is no YAML file of the tree.
    public Optional<Explanation> explain(String path) {
        Optional<Parsed> file = plain.parsed(path);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        List<InWorkspace> workspaces = new ArrayList<>();
        for (int i = 0; i < specs.workspaces().size(); i++) {
            workspaces.add(inWorkspace(path, i));
        }
        return Optional.of(
                new Explanation(
                        path, file.get().document().map(Document::documentClass), workspaces));
    }

    private InWorkspace inWorkspace(String path, int index) {
        WorkspaceSpecs workspace = specs.workspaces().get(index);
        WorkspaceConfig config = workspace.config();
        DocumentSource source =
                new DocumentSource(plain.tree(), WorkspaceView.of(config), documents);
        Optional<Document> document = source.document(path);
        List<Resource> resources =
                workspace.graph().ordered().stream()
                        .filter(resource -> resource.source().path().equals(path))
                        .toList();
        return new InWorkspace(
                config,
                config.includes(path),
                document.map(Document::fields).orElse(Fields.EMPTY),
                edits(path, index, document, config),
                document.map(MissingParts::of).orElse(MissingParts.NONE),
                resources,
                problems(path, source, workspace));
    }

    /// Of the file itself, whether the workspace includes it or not.
    private static List<Problem> problems(
            String path, DocumentSource source, WorkspaceSpecs workspace) {
        Set<Problem> problems =
                new TreeSet<>(source.parsed(path).map(Parsed::problems).orElse(List.of()));
        workspace.problems().stream()
                .filter(problem -> problem.path().equals(path))
                .forEach(problems::add);
        return List.copyOf(problems);
    }

    private List<Edit> edits(
            String path, int index, Optional<Document> document, WorkspaceConfig config) {
        List<Edit> edits = new ArrayList<>();
        Tokens.all(plain.text(path)).stream()
                .map(Tokens.Found::name)
                .distinct()
                .flatMap(name -> token(name, index, config).stream())
                .forEach(edits::add);
        document.filter(Document::isSpec).map(each -> each.yaml().value()).stream()
                .filter(Fields.class::isInstance)
                .flatMap(parsed -> WorkspaceView.of(config).steps(path, (Fields) parsed).stream())
                .forEach(step ->
                        step.applied()
                                .edits()
                                .forEach(edit -> edits.add(edit(index, step.index(), edit))));
        return edits;
    }

    private Edit edit(int index, int set, SpecOverride.Edit edit) {
        return new Edit(
                edit.key(),
                edit.from(),
                edit.to(),
                entry(index, "set", String.valueOf(set), "values", edit.key()));
    }

    private Optional<Edit> token(String name, int index, WorkspaceConfig config) {
        String token = "{{" + name + "}}";
        return Optional.ofNullable(config.tokens().get(name))
                .map(value ->
                        new Edit(
                                token,
                                Optional.of(Value.text(token)),
                                Value.text(value),
                                entry(index, "tokens", name)));
    }

    private Position entry(int workspace, String... rest) {
        List<String> at = new ArrayList<>(List.of("workspaces", String.valueOf(workspace)));
        at.addAll(List.of(rest));
        return plain.document(PlumblineFile.PATH).orElseThrow().yaml().keyPosition(at);
    }
}
