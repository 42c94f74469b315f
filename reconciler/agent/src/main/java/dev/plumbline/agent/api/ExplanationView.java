package dev.plumbline.agent.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What a file means, in each workspace.
///
/// @param documentClass `spec`, `recognised`, `misspelt`, `none` or `unreadable`
/// @param kind of a spec, as its schema is called
public record ExplanationView(
        String path, String documentClass, Optional<String> kind, List<Workspace> workspaces) {
    public ExplanationView {
        workspaces = List.copyOf(workspaces);
    }

    /// What the file means in one workspace.
    ///
    /// @param included whether the workspace includes the file
    /// @param state `applied`, `partial`, `template`, `invalid`, `unmanaged`, or `unused`: nothing
    ///   in the workspace refers to it
    /// @param changes how `plumbline.yml` changed the file
    /// @param effective the spec after these changes
    public record Workspace(
            String name,
            boolean included,
            String state,
            List<Change> changes,
            List<Missing> missing,
            List<ValidationView.Problem> problems,
            List<Resource> resources,
            JsonNode effective) {
        public Workspace {
            changes = List.copyOf(changes);
            missing = List.copyOf(missing);
            problems = List.copyOf(problems);
            resources = List.copyOf(resources);
        }
    }

    /// @param what the key, or the token
    /// @param by the entry, as `plumbline.yml:7:15`
    public record Change(String what, JsonNode from, JsonNode to, String by) {}

    /// @param supply where the value can be given
    public record Missing(String what, String supply) {}

    /// A resource that the file declares.
    ///
    /// @param declaredDigest what it means, its references as written
    /// @param digestFields the fields that went into the digest
    /// @param contents the files that its fields point at
    public record Resource(
            String id,
            Optional<String> version,
            String declaredDigest,
            List<String> digestFields,
            List<Content> contents) {
        public Resource {
            digestFields = List.copyOf(digestFields);
            contents = List.copyOf(contents);
        }
    }

    /// @param files the id of the Git blob by path below; a single file has the path `.`
    public record Content(String path, String digest, Map<String, String> files) {}
}
