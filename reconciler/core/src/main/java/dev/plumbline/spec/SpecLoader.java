package dev.plumbline.spec;

import dev.plumbline.repository.SourceTree;
import dev.plumbline.repository.TreeFile;
import dev.plumbline.resource.Resource;
import dev.plumbline.spec.compile.WorkspaceCompiler;
import dev.plumbline.spec.document.Document;
import dev.plumbline.spec.document.DocumentClass;
import dev.plumbline.spec.document.SpecKind;
import dev.plumbline.spec.problem.Position;
import dev.plumbline.spec.problem.Problem;
import dev.plumbline.spec.workspace.PlumblineFile;
import dev.plumbline.spec.workspace.WorkspaceConfig;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Loads the specs of a tree: which workspaces there are, what each declares, and what is wrong.
/// What one load parsed the next one takes over where the blob is the same. Safe for use by many
/// threads.
public final class SpecLoader {
    private final ParsedDocuments parsed = new ParsedDocuments();

    public SpecSet load(SourceTree tree) {
        Map<String, TreeFile> yaml = yamlFiles(tree);
        DocumentSource plain = new DocumentSource(tree, yaml, parsed, Map.of(), List.of());
        Set<Problem> problems = new TreeSet<>();
        List<WorkspaceConfig> configs = configs(plain, problems);
        List<WorkspaceSpecs> workspaces = new ArrayList<>();
        for (WorkspaceConfig config : configs) {
            WorkspaceSpecs specs = workspace(tree, yaml, config);
            problems.addAll(specs.problems());
            workspaces.add(specs);
        }
        parsed.retain(yaml.values());
        List<Document> documents = plain.all(_ -> true);
        Set<String> paths = new TreeSet<>(plain.unreadable());
        documents.stream().filter(Document::isSpec).map(Document::path).forEach(paths::add);
        return new SpecSet(workspaces, documents.size(), paths, List.copyOf(problems));
    }

    private static Map<String, TreeFile> yamlFiles(SourceTree tree) {
        Map<String, TreeFile> yaml = new TreeMap<>();
        for (TreeFile file : tree.files()) {
            if (file.path().endsWith(".yml") || file.path().endsWith(".yaml")) {
                yaml.put(file.path(), file);
            }
        }
        return yaml;
    }

    /// The declared workspaces; one for everything without a `plumbline.yml`; none when that file
    /// is wrong, because then nobody knows what belongs where.
    private static List<WorkspaceConfig> configs(DocumentSource plain, Set<Problem> problems) {
        Optional<Document> file = plain.document(PlumblineFile.PATH);
        if (!plain.has(PlumblineFile.PATH)) {
            return List.of(WorkspaceConfig.UNDECLARED);
        }
        problems.addAll(plain.problems(PlumblineFile.PATH));
        if (file.isEmpty()
                || !(file.get().documentClass() instanceof DocumentClass.Spec(SpecKind kind))
                || kind != SpecKind.PLUMBLINE) {
            problems.add(notAPlumblineFile());
            return List.of();
        }
        if (!file.get().isComplete()) {
            return List.of();
        }
        try {
            return PlumblineFile.workspaces(file.get().fields());
        } catch (IllegalArgumentException e) {
            problems.add(
                    Problem.error(
                            PlumblineFile.PATH,
                            file.get().position("workspaces"),
                            "schema",
                            String.valueOf(e.getMessage())));
            return List.of();
        }
    }

    /// Without a `plumbline.yml` each document stands by itself: the same id twice, in a repository
    /// of examples, is no mistake.
    private static Problem apart(Problem problem) {
        return problem.code().equals("duplicate-id")
                ? Problem.warning(
                        problem.path(), problem.position(), problem.code(), problem.message())
                : problem;
    }

    private static Problem notAPlumblineFile() {
        return Problem.error(
                PlumblineFile.PATH,
                Position.START,
                "kind",
                "plumbline.yml must declare workspaces; its $schema, if it has one, is https://plumbline.dev/schemas/plumbline.schema.json");
    }

    private WorkspaceSpecs workspace(
            SourceTree tree, Map<String, TreeFile> yaml, WorkspaceConfig config) {
        DocumentSource source =
                new DocumentSource(tree, yaml, parsed, config.tokens(), config.overrides());
        List<Document> included =
                source.all(path -> config.includes(path) && !path.equals(PlumblineFile.PATH));
        Set<Problem> problems = new TreeSet<>(source.unreadable(config::includes));
        included.forEach(document -> problems.addAll(document.problems()));
        WorkspaceCompiler compiler =
                new WorkspaceCompiler(
                        tree,
                        source::document,
                        file -> source.document(file.path()).filter(Document::isSpec).isPresent());
        Collection<Resource> resources = compiler.compile(included);
        compiler.problems().stream()
                .map(problem ->
                        config.equals(WorkspaceConfig.UNDECLARED) ? apart(problem) : problem)
                .forEach(problems::add);
        ResourceGraph graph = graph(resources, problems);
        return new WorkspaceSpecs(config, graph, List.copyOf(problems));
    }

    private static ResourceGraph graph(Collection<Resource> resources, Set<Problem> problems) {
        try {
            return ResourceGraph.of(resources);
        } catch (ResourceGraph.CycleException e) {
            Map<Object, Resource> byId = new LinkedHashMap<>();
            resources.forEach(resource -> byId.put(resource.id(), resource));
            Resource first = byId.get(e.circle().getFirst());
            if (first != null) {
                problems.add(
                        Problem.error(
                                first.source().path(),
                                new Position(first.source().line(), 1),
                                "cycle",
                                e.getMessage() + "; break the circle by removing one reference"));
            }
            return ResourceGraph.EMPTY;
        }
    }
}
