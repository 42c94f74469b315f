package dev.plumbline.spec.explain;

import dev.plumbline.resource.Resource;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.spec.document.DocumentClass;
import dev.plumbline.spec.document.MissingParts;
import dev.plumbline.spec.problem.Position;
import dev.plumbline.spec.problem.Problem;
import dev.plumbline.spec.workspace.WorkspaceConfig;
import java.util.List;
import java.util.Optional;

/// What a file means, in each workspace.
///
/// @param path from the repository's root
/// @param documentClass empty when the file cannot be read
public record Explanation(
        String path, Optional<DocumentClass> documentClass, List<InWorkspace> workspaces) {
    public Explanation {
        workspaces = List.copyOf(workspaces);
    }

    /// What the file means in one workspace.
    ///
    /// @param included whether the workspace includes it; what is not included may still be used by
    ///   its path
    /// @param effective what is checked and compiled: tokens replaced, values set
    /// @param edits how that differs from the file
    /// @param missing what keeps it from being applied
    /// @param resources what it declares, its paths and references resolved; empty when it cannot
    ///   be used
    public record InWorkspace(
            WorkspaceConfig config,
            boolean included,
            Fields effective,
            List<Edit> edits,
            MissingParts missing,
            List<Resource> resources,
            List<Problem> problems) {
        public InWorkspace {
            edits = List.copyOf(edits);
            resources = List.copyOf(resources);
            problems = List.copyOf(problems);
        }
    }

    /// Something that `plumbline.yml` put into the file.
    ///
    /// @param what the key, or `{{NAME}}`
    /// @param from empty when nothing was there
    /// @param entry where `plumbline.yml` says so
    public record Edit(String what, Optional<Value> from, Value to, Position entry) {}
}
