package dev.plumbline.agent.loop;

import dev.plumbline.ledger.Ledger;
import dev.plumbline.ledger.Recorder;
import dev.plumbline.reconcile.Memory;
import dev.plumbline.reconcile.Upstream;
import dev.plumbline.reconcile.WorkspaceReconciler;
import dev.plumbline.repository.GitRepository;
import dev.plumbline.spec.workspace.WorkspaceConfig;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/// Makes the reconcilers of the workspaces of a repository.
record ReconcilerMaking(
        RepositoryOptions options,
        GitRepository repository,
        Platforms platforms,
        Recorder recorder,
        InstantSource clock,
        LoopListener listener,
        RunningSyncs syncs) {
    /// @param upstreams the other workspaces of the repository, by their short names
    WorkspaceReconciler of(WorkspaceConfig config, Function<String, Optional<Upstream>> upstreams) {
        return new WorkspaceReconciler(
                options.name() + "/" + config.name(),
                new SyncPlatform(
                        platforms.get(config.platform()),
                        () -> syncs.logged(config.name()),
                        listener),
                Ledger.open(
                        repository,
                        config.name(),
                        recorder,
                        clock,
                        options.ledgerHeads().resolve(config.name())),
                repository.blobs(),
                clock,
                listener,
                options.floor(),
                Memory.in(options.holds().resolve(config.name() + ".json")),
                upstreams);
    }
}
