package dev.plumbline.spec;

import dev.plumbline.repository.SourceTree;
import dev.plumbline.repository.TreeFile;
import dev.plumbline.spec.document.Document;
import dev.plumbline.spec.document.DocumentClass;
import dev.plumbline.spec.document.SpecKind;
import dev.plumbline.spec.entry.PlumblineFileCheck;
import dev.plumbline.spec.problem.Position;
import dev.plumbline.spec.problem.Problem;
import dev.plumbline.spec.source.DocumentCache;
import dev.plumbline.spec.source.DocumentSource;
import dev.plumbline.spec.source.Inventory;
import dev.plumbline.spec.source.WorkspaceView;
import dev.plumbline.spec.workspace.EntryFault;
import dev.plumbline.spec.workspace.PlumblineFile;
import dev.plumbline.spec.workspace.WorkspaceConfig;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/// Loads the specs of a tree: which workspaces there are, what each declares, and what is wrong. It
/// remembers the tree of the last load, so that the next costs what differs. Safe for use by many
/// threads.
public final class SpecLoader {
    private final DocumentCache cache = new DocumentCache();
    private final Function<String, PlatformLimits> limits;
    private Optional<SourceTree> loaded = Optional.empty();
    private Inventory inventory = new Inventory();
    private List<WorkspaceDocuments> workspaces = List.of();
    private final PlumblineFileCheck entries = new PlumblineFileCheck();

    public SpecLoader() {
        this(_ -> PlatformLimits.NONE);
    }

    /// @param limits what each platform cannot run, by the name that workspaces use
    public SpecLoader(Function<String, PlatformLimits> limits) {
        this.limits = limits;
    }

    public synchronized SpecSet load(SourceTree tree) {
        Optional<SourceTree> before = loaded;
        // What breaks off in the middle is loaded anew.
        loaded = Optional.empty();
        if (before.isEmpty()) {
            inventory = new Inventory();
            workspaces = List.of();
        }
        Collection<String> changed =
                before.<Collection<String>>map(tree::changedSince).orElseGet(() -> paths(tree));
        DocumentSource plain = new DocumentSource(tree, WorkspaceView.PLAIN, cache);
        inventory.update(plain, changed);
        Set<Problem> problems = new TreeSet<>();
        List<WorkspaceConfig> configs = configs(plain, problems);
        List<WorkspaceDocuments> current = new ArrayList<>();
        List<WorkspaceSpecs> specs = new ArrayList<>();
        for (WorkspaceConfig config : configs) {
            Optional<WorkspaceDocuments> known =
                    workspaces.stream().filter(each -> each.config().equals(config)).findFirst();
            WorkspaceDocuments workspace =
                    known.orElseGet(
                            () -> new WorkspaceDocuments(config, tree, cache, limits(config)));
            current.add(workspace);
            specs.add(workspace.update(tree, cache, known.isPresent() ? changed : paths(tree)));
        }
        if (configs.stream().anyMatch(WorkspaceConfig::declared)) {
            specs = withEntries(specs, plain, current);
        }
        specs.forEach(each -> problems.addAll(each.problems()));
        workspaces = List.copyOf(current);
        loaded = Optional.of(tree);
        return new SpecSet(specs, inventory.documents(), inventory.specs(), List.copyOf(problems));
    }

    /// As [#load], with what of the tree belongs to whom.
    public synchronized Belongings belongings(SourceTree tree) {
        SpecSet specs = load(tree);
        return new Belongings(specs, workspaces.stream().map(WorkspaceDocuments::files).toList());
    }

    /// The workspaces with what is wrong with their entries in `plumbline.yml`.
    private List<WorkspaceSpecs> withEntries(
            List<WorkspaceSpecs> specs, DocumentSource plain, List<WorkspaceDocuments> documents) {
        List<List<Problem>> found =
                entries.check(
                        plain.document(PlumblineFile.PATH).orElseThrow(),
                        plain.tree().file(PlumblineFile.PATH).orElseThrow().blob(),
                        inventory.files(),
                        documents.stream().map(WorkspaceDocuments::facts).toList());
        List<WorkspaceSpecs> checked = new ArrayList<>();
        for (int i = 0; i < specs.size(); i++) {
            checked.add(specs.get(i).with(found.get(i)));
        }
        return checked;
    }

    private PlatformLimits limits(WorkspaceConfig config) {
        return config.declared() ? limits.apply(config.platform()) : PlatformLimits.NONE;
    }

    private static List<String> paths(SourceTree tree) {
        return Stream.concat(tree.files().stream().map(TreeFile::path), tree.refused().stream())
                .toList();
    }

    /// The declared workspaces; one for everything without a `plumbline.yml`; none when that file
    /// is wrong, because then nobody knows what belongs where.
    private static List<WorkspaceConfig> configs(DocumentSource plain, Set<Problem> problems) {
        Optional<DocumentCache.Parsed> parsed = plain.parsed(PlumblineFile.PATH);
        if (parsed.isEmpty()) {
            return List.of(WorkspaceConfig.UNDECLARED);
        }
        problems.addAll(parsed.get().problems());
        if (!parsed.get().unreadable().isEmpty()) {
            return List.of();
        }
        Optional<Document> file = parsed.get().document();
        if (file.isEmpty()
                || !(file.get().documentClass() instanceof DocumentClass.Spec(SpecKind kind))
                || kind != SpecKind.PLUMBLINE) {
            problems.add(notAPlumblineFile());
            return List.of();
        }
        if (!file.get().isComplete()) {
            return List.of();
        }
        PlumblineFile read = PlumblineFile.read(file.get().fields());
        read.faults().forEach(fault -> problems.add(problem(file.get(), fault)));
        return read.faults().isEmpty() ? read.workspaces() : List.of();
    }

    private static Problem problem(Document file, EntryFault fault) {
        return Problem.error(
                PlumblineFile.PATH, file.yaml().position(fault.at()), "schema", fault.message());
    }

    private static Problem notAPlumblineFile() {
        return Problem.error(
                PlumblineFile.PATH,
                Position.START,
                "kind",
                "plumbline.yml must declare workspaces; its $schema, if it has one, is https://plumbline.dev/schemas/plumbline.schema.json");
    }
}
