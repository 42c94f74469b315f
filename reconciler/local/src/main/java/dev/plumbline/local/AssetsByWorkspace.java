package dev.plumbline.local;

import dev.plumbline.local.artifacts.ArtifactStore;
import dev.plumbline.local.assets.AssetChanges;
import dev.plumbline.local.assets.AssetRegistry;
import dev.plumbline.local.assets.EnvironmentBuilds;
import dev.plumbline.local.assets.RegisteredAssets;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Jdbi;

/// The assets of each workspace, which see nothing of one another. Their content is stored once,
/// and equal environments are made once, since both are addressed by what they are.
final class AssetsByWorkspace implements AutoCloseable {
    /// The assets of one workspace, for each of those who need them.
    record Assets(
            AssetRegistry registry,
            EnvironmentBuilds builds,
            RegisteredAssets registered,
            AssetChanges changes) {}

    private final Jdbi jdbi;
    private final ArtifactStore artifacts;
    private final EnvironmentBuilds.Realiser realiser;
    private final Runnable changed;
    private final InstantSource clock;
    private final Map<String, Assets> workspaces = new ConcurrentHashMap<>();

    AssetsByWorkspace(
            Jdbi jdbi,
            ArtifactStore artifacts,
            EnvironmentBuilds.Realiser realiser,
            Runnable changed,
            InstantSource clock) {
        this.jdbi = jdbi;
        this.artifacts = artifacts;
        this.realiser = realiser;
        this.changed = changed;
        this.clock = clock;
    }

    /// @param workspace the full name, `repository/workspace`
    Assets of(String workspace) {
        return workspaces.computeIfAbsent(workspace, this::open);
    }

    /// Takes up the environments that were being made.
    void resume() {
        AssetRegistry.workspaces(jdbi).forEach(workspace -> of(workspace).builds().resume());
    }

    @Override
    public void close() {
        workspaces.values().forEach(assets -> assets.builds().close());
    }

    private Assets open(String workspace) {
        AssetRegistry registry = new AssetRegistry(jdbi, clock, workspace);
        EnvironmentBuilds builds =
                new EnvironmentBuilds(jdbi, registry, artifacts, realiser, changed);
        return new Assets(
                registry,
                builds,
                new RegisteredAssets(registry, artifacts, builds),
                new AssetChanges(registry, artifacts, builds));
    }
}
