package dev.plumbline.local;

import dev.plumbline.local.artifacts.ArtifactStore;
import dev.plumbline.local.assets.AssetRegistry;
import dev.plumbline.local.tracking.registry.ModelAssets;
import java.util.List;
import java.util.function.Supplier;

/// The platform's assets for the tracking API.
///
/// @param known the workspaces that the agent follows
record PlatformModels(
        AssetsByWorkspace assets,
        ArtifactStore artifacts,
        Supplier<List<String>> known,
        Runnable registration)
        implements ModelAssets {
    @Override
    public AssetRegistry registry(String workspace) {
        return assets.of(workspace).registry();
    }

    @Override
    public List<String> workspaces() {
        return known.get();
    }

    @Override
    public void registered() {
        registration.run();
    }
}
