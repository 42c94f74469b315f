package dev.plumbline.local.jobs;

import dev.plumbline.local.artifacts.Artifact;
import dev.plumbline.local.environments.PythonEnvironment;
import dev.plumbline.resource.Production;
import dev.plumbline.resource.VersionedId;
import java.io.IOException;
import java.util.Map;

/// What jobs need of the platform's registry of assets.
public interface JobAssets {
    /// The content of a registered data asset or model.
    ///
    /// @throws IOException when there is no such version or its content is gone
    Artifact content(VersionedId asset) throws IOException;

    /// The realised environment of a registered environment asset; waits for a build that is under
    /// way.
    ///
    /// @throws IOException when it cannot be realised; the message says why and what to do
    PythonEnvironment environment(VersionedId asset) throws IOException, InterruptedException;

    /// Registers an output of a run as a version of an asset. Idempotent per run and output: a
    /// second call gives the version that the first one gave.
    ///
    /// @param type the type of the asset: `mlflow_model`, `custom_model`, `uri_folder`, …
    /// @param metrics the metrics of the run, kept with the version
    VersionedId register(
            String run,
            Production production,
            String type,
            Artifact artifact,
            Map<String, Double> metrics)
            throws IOException;
}
