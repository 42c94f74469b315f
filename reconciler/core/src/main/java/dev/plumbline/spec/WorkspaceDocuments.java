package dev.plumbline.spec;

import dev.plumbline.repository.SourceTree;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.Relation;
import dev.plumbline.spec.compile.Compiled;
import dev.plumbline.spec.compile.Declaration;
import dev.plumbline.spec.compile.DocumentCompiler;
import dev.plumbline.spec.compile.Footprint;
import dev.plumbline.spec.compile.Surroundings;
import dev.plumbline.spec.document.Document;
import dev.plumbline.spec.document.KindDetector;
import dev.plumbline.spec.entry.EntryFacts;
import dev.plumbline.spec.entry.FileFacts;
import dev.plumbline.spec.problem.Position;
import dev.plumbline.spec.problem.Problem;
import dev.plumbline.spec.source.DocumentCache;
import dev.plumbline.spec.source.DocumentCache.Parsed;
import dev.plumbline.spec.source.DocumentSource;
import dev.plumbline.spec.source.Use;
import dev.plumbline.spec.source.WorkspaceView;
import dev.plumbline.spec.workspace.PlumblineFile;
import dev.plumbline.spec.workspace.WorkspaceConfig;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What became of the documents of one workspace. Brought from commit to commit: a document is
/// compiled again when it changed, or something that it had asked for.
final class WorkspaceDocuments implements Surroundings {
    /// What is wrong only where files are meant to stand together.
    private static final Set<String> AMONG_FILES = Set.of("duplicate-id", "endpoint", "promotion");

    private final WorkspaceConfig config;
    private final WorkspaceView view;
    private final Map<String, Entry> entries = new HashMap<>();
    private final Declarations declarations = new Declarations();
    private final Relation<String, String> askedPaths = new Relation<>();
    private final Relation<String, String> askedDocuments = new Relation<>();
    private final Relation<Declaration, String> askedDeclarations = new Relation<>();
    private final Map<String, List<Problem>> problems = new TreeMap<>();
    private final DeclaredResources resources = new DeclaredResources();
    private final DeclaredPromotions promotions = new DeclaredPromotions();
    private final EntryFacts facts;
    private ResourceGraph graph = ResourceGraph.EMPTY;
    private final LimitsCheck limits;
    private DocumentSource source;

    /// A file by itself.
    private record Read(
            List<Problem> problems, Optional<Declaration> declaration, FileFacts facts) {}

    /// @param problems of the file by itself
    private record Entry(
            List<Problem> problems, Optional<Declaration> declaration, Compiled compiled) {
        static final Entry NONE = new Entry(List.of(), Optional.empty(), Compiled.NOTHING);
    }

    /// @param limits of the platform that the workspace is applied to
    WorkspaceDocuments(
            WorkspaceConfig config, SourceTree tree, DocumentCache cache, PlatformLimits limits) {
        this.config = config;
        this.limits = new LimitsCheck(config.platform(), limits);
        this.facts = new EntryFacts(config);
        this.view = WorkspaceView.of(config);
        this.source = new DocumentSource(tree, view, cache);
    }

    WorkspaceConfig config() {
        return config;
    }

    /// What its files are to its entry in `plumbline.yml`.
    EntryFacts facts() {
        return facts;
    }

    /// The files that it is made of.
    WorkspaceFiles files() {
        Set<String> named = new HashSet<>();
        Set<String> documents = new HashSet<>();
        for (Entry entry : entries.values()) {
            named.addAll(entry.compiled().footprint().named());
            documents.addAll(entry.compiled().footprint().documents());
        }
        return new WorkspaceFiles(config, named, documents);
    }

    /// Brings the workspace to another tree.
    ///
    /// @param changed the paths at which the tree differs from the one before
    WorkspaceSpecs update(SourceTree tree, DocumentCache cache, Collection<String> changed) {
        source = new DocumentSource(tree, view, cache);
        Set<String> stale = new HashSet<>();
        Map<String, Read> read =
                changed.parallelStream()
                        .filter(this::isIncluded)
                        .collect(Collectors.toMap(path -> path, this::read));
        read.forEach((path, file) -> declare(path, file, stale));
        changed.forEach(path -> stale.addAll(askers(path)));
        stale.addAll(read.keySet());
        Set<String> outside = new HashSet<>(changed);
        // In the order of paths: what stands together names the same things, and so shares them.
        stale.stream().sorted().toList().parallelStream()
                .collect(Collectors.toMap(path -> path, this::compile))
                .forEach((path, compiled) -> take(path, compiled, outside));
        outside.stream()
                .filter(path -> KindDetector.isCandidate(path) && !isIncluded(path))
                .forEach(path -> facts.put(path, outside(path)));
        return specs();
    }

    private boolean isIncluded(String path) {
        return KindDetector.isCandidate(path)
                && !path.equals(PlumblineFile.PATH)
                && config.includes(path);
    }

    private Read read(String path) {
        return source.parsed(path)
                .map(parsed ->
                        new Read(
                                parsed.problems(),
                                parsed.document().flatMap(Declaration::of),
                                facts(path, parsed)))
                .orElseGet(() -> new Read(List.of(), Optional.empty(), FileFacts.NONE));
    }

    /// What is refused is never read, so it leaves nothing open.
    private FileFacts facts(String path, Parsed parsed) {
        return config.declared() && tree().file(path).isPresent()
                ? FileFacts.of(parsed, includedBy(path))
                : FileFacts.NONE;
    }

    /// What a file that is not included is to the workspace's entry: an included one may name it,
    /// and then it is read as the others are.
    private FileFacts outside(String path) {
        Use use =
                !askedDocuments.of(path).isEmpty()
                        ? source.parsed(path).map(Parsed::use).orElse(Use.NONE)
                        : Use.NONE;
        return FileFacts.outside(includedBy(path), use);
    }

    /// The places in the workspace's entry of the patterns that match a file.
    private Set<List<String>> includedBy(String path) {
        if (!config.declared() || tree().file(path).isEmpty()) {
            return Set.of();
        }
        Set<List<String>> places = new HashSet<>();
        for (int i = 0; i < config.include().size(); i++) {
            if (config.include().get(i).matches(path)) {
                places.add(List.of("include", String.valueOf(i)));
            }
        }
        return places;
    }

    /// Takes what a file is by itself; finds those that asked for what it declares or declared.
    private void declare(String path, Read read, Set<String> stale) {
        Entry before = entries.getOrDefault(path, Entry.NONE);
        declarations
                .replace(path, before.declaration(), read.declaration())
                .forEach(asked -> stale.addAll(askedDeclarations.of(asked)));
        entries.put(path, new Entry(read.problems(), read.declaration(), before.compiled()));
        facts.put(path, read.facts());
    }

    /// The documents that asked for a path or for a folder that it is in.
    private Set<String> askers(String path) {
        Set<String> askers = new HashSet<>(askedPaths.of(""));
        int slash = -1;
        do {
            slash = path.indexOf('/', slash + 1);
            String prefix = slash < 0 ? path : path.substring(0, slash);
            askers.addAll(askedPaths.of(prefix));
        } while (slash >= 0);
        return askers;
    }

    private Compiled compile(String path) {
        return source.document(path)
                .map(document -> {
                    Compiled compiled = DocumentCompiler.compile(document, this);
                    return compiled.with(limits.check(tree(), document, compiled));
                })
                .orElse(Compiled.NOTHING);
    }

    /// @param asked takes the documents that the file names now or named before, when they differ
    private void take(String path, Compiled compiled, Set<String> asked) {
        Entry before = entries.getOrDefault(path, Entry.NONE);
        Footprint old = before.compiled().footprint();
        Footprint footprint = compiled.footprint();
        askedPaths.replace(path, old.paths(), footprint.paths());
        askedDocuments.replace(path, old.documents(), footprint.documents());
        askedDeclarations.replace(path, old.declarations(), footprint.declarations());
        if (!old.documents().equals(footprint.documents())) {
            asked.addAll(old.documents());
            asked.addAll(footprint.documents());
        }
        resources.replace(before.compiled(), compiled);
        promotions.replace(path, compiled.promotion());
        Set<Problem> found = new TreeSet<>(before.problems());
        found.addAll(compiled.problems());
        if (found.isEmpty()) {
            problems.remove(path);
        } else {
            problems.put(path, List.copyOf(found));
        }
        if (source.tree().file(path).isEmpty()) {
            entries.remove(path);
        } else {
            entries.put(path, new Entry(before.problems(), before.declaration(), compiled));
        }
    }

    private WorkspaceSpecs specs() {
        Set<Problem> all = new TreeSet<>();
        Stream.of(
                        problems.values().stream().flatMap(List::stream),
                        resources.problems().stream(),
                        promotions.problems().stream())
                .flatMap(found -> found)
                .map(problem -> config.declared() ? problem : apart(problem))
                .forEach(all::add);
        graph = graph.with(resources.changes());
        return graph.circle()
                .map(circle -> {
                    all.add(circular(circle));
                    return new WorkspaceSpecs(config, ResourceGraph.EMPTY, List.copyOf(all));
                })
                .orElseGet(() ->
                        new WorkspaceSpecs(config, graph, promotions.all(), List.copyOf(all)));
    }

    /// Without a `plumbline.yml` each document stands by itself: the same id twice, in a repository
    /// of examples, is no mistake, and an endpoint need not be the one of another example.
    private static Problem apart(Problem problem) {
        return AMONG_FILES.contains(problem.code())
                ? Problem.warning(
                        problem.path(), problem.position(), problem.code(), problem.message())
                : problem;
    }

    private static Problem circular(ResourceGraph.Circle circle) {
        return Problem.error(
                circle.first().source().path(),
                new Position(circle.first().source().line(), 1),
                "cycle",
                circle + "; break the circle by removing one reference");
    }

    @Override
    public SourceTree tree() {
        return source.tree();
    }

    @Override
    public Optional<Document> document(String path) {
        return source.document(path);
    }

    @Override
    public List<Document> declaring(Declaration declaration) {
        return declarations.files(declaration).stream()
                .flatMap(path -> source.document(path).stream())
                .toList();
    }

    @Override
    public Set<String> names(Kind kind) {
        return declarations.names(kind);
    }
}
