package dev.plumbline.local.tracking.registry;

import dev.plumbline.local.artifacts.ArtifactStore;
import dev.plumbline.local.assets.AssetRegistry;
import java.util.List;

/// The platform's assets, as the model registry uses them.
public interface ModelAssets {
    /// @param workspace `repository/workspace`
    AssetRegistry registry(String workspace);

    ArtifactStore artifacts();

    /// The workspaces that there are, as `repository/workspace`.
    List<String> workspaces();

    /// Tells that a version was registered, since a plan may wait for one.
    void registered();
}
