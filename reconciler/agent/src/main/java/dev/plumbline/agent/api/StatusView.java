package dev.plumbline.agent.api;

import java.util.List;
import java.util.Optional;

/// How the workspaces fare. `sync` is one of `Synced OutOfSync Unknown`; `health` one of `Healthy
/// Progressing Degraded Suspended Missing`.
///
/// @param faults of repositories that cannot be used now
/// @param orphans what workspaces left there that are declared no more
public record StatusView(List<Workspace> workspaces, List<Fault> faults, List<OrphanView> orphans) {
    public StatusView {
        workspaces = List.copyOf(workspaces);
        faults = List.copyOf(faults);
        orphans = List.copyOf(orphans);
    }

    /// Workspaces of repositories that can all be used.
    public StatusView(List<Workspace> workspaces) {
        this(workspaces, List.of(), List.of());
    }

    /// Why a repository cannot be used.
    public record Fault(String repository, String message) {}

    /// A workspace with each of its declared resources once.
    ///
    /// @param name the full name, `repository/workspace`
    /// @param repository the repository that declares it
    /// @param revision the commit that was looked at last; empty before the first
    /// @param message why it is as it is, when there is something to say
    /// @param orphans what it left there and declares no more
    public record Workspace(
            String name,
            String repository,
            String revision,
            String sync,
            String health,
            String message,
            List<Resource> resources,
            List<OrphanView> orphans) {
        public Workspace {
            resources = List.copyOf(resources);
            orphans = List.copyOf(orphans);
        }
    }

    /// A declared resource.
    ///
    /// @param version an asset's current version, a job's last run, nothing for services
    /// @param commit the commit that was applied last; nothing when none was
    /// @param hold what holds its change first; nothing when none is held
    public record Resource(
            String id,
            Optional<String> version,
            String sync,
            String health,
            String message,
            Optional<String> commit,
            Optional<HoldView> hold) {}
}
