package dev.plumbline.agent.api;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What would change, per workspace.
public record PlanView(List<Workspace> workspaces) {
    public PlanView {
        workspaces = List.copyOf(workspaces);
    }

    public boolean hasChanges() {
        return workspaces.stream().anyMatch(workspace -> !workspace.changes().isEmpty());
    }

    /// The changes of one workspace, in the order in which they would be made.
    ///
    /// @param summary how many changes per action
    /// @param notes what differs and is not changed
    /// @param orphans what is left there and declared no more
    public record Workspace(
            String name,
            String revision,
            List<Change> changes,
            Map<String, Integer> summary,
            List<NoteView> notes,
            List<OrphanView> orphans) {
        public Workspace {
            changes = List.copyOf(changes);
            summary = Collections.unmodifiableMap(new TreeMap<>(summary));
            notes = List.copyOf(notes);
            orphans = List.copyOf(orphans);
        }

        /// Counts the changes for the summary.
        public static Workspace of(String name, String revision, List<Change> changes) {
            Map<String, Integer> summary = new TreeMap<>();
            changes.forEach(change -> summary.merge(change.action(), 1, Integer::sum));
            return new Workspace(name, revision, changes, summary, List.of(), List.of());
        }
    }

    /// One change.
    ///
    /// @param action `create`, `update`, `replace`, `delete` or `run`
    /// @param path where the resource is declared, or was
    /// @param chosen what references became that name no version: `azureml:fraud@latest` the model
    ///   `model/fraud:3`
    /// @param held what a gate waits for; nothing when it lets the change through
    /// @param hold the same for programs: what holds it first, since when, and who can release it
    public record Change(
            String action,
            String id,
            String path,
            String reason,
            List<FieldView> fields,
            Map<String, String> chosen,
            Optional<String> held,
            Optional<HoldView> hold) {
        public Change {
            fields = List.copyOf(fields);
            chosen = Collections.unmodifiableMap(new TreeMap<>(chosen));
        }
    }
}
