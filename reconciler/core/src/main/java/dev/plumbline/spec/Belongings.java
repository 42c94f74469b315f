package dev.plumbline.spec;

import dev.plumbline.spec.workspace.PlumblineFile;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Which files of a tree belong to which of its workspaces: a spec to those that include it or name
/// it, any other file to those whose specs name it or a folder above it. A spec that nobody
/// includes or names is such a file too. `plumbline.yml` belongs to no workspace.
public final class Belongings {
    private final SpecSet specs;
    private final List<WorkspaceFiles> workspaces;

    Belongings(SpecSet specs, List<WorkspaceFiles> workspaces) {
        this.specs = specs;
        this.workspaces = List.copyOf(workspaces);
    }

    /// What the tree declares.
    public SpecSet specs() {
        return specs;
    }

    /// Whether a path holds a spec that a workspace includes or names.
    public boolean isDocument(String path) {
        return !documentOf(path).isEmpty();
    }

    private Set<String> documentOf(String path) {
        Set<String> owners = new TreeSet<>();
        if (specs.paths().contains(path)) {
            workspaces.stream()
                    .filter(each -> each.hasDocument(path))
                    .forEach(each -> owners.add(each.config().name()));
        }
        return owners;
    }

    /// The short names of the workspaces that a file belongs to, whether it is there or not.
    public Set<String> owners(String path) {
        if (path.equals(PlumblineFile.PATH)) {
            return Set.of();
        }
        Set<String> owners = documentOf(path);
        if (owners.isEmpty()) {
            workspaces.stream()
                    .filter(each -> each.names(path))
                    .forEach(each -> owners.add(each.config().name()));
        }
        return owners;
    }
}
