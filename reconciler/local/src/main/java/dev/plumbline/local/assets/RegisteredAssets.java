package dev.plumbline.local.assets;

import dev.plumbline.local.artifacts.Artifact;
import dev.plumbline.local.artifacts.ArtifactStore;
import dev.plumbline.local.environments.EnvironmentDefinition;
import dev.plumbline.local.environments.PythonEnvironment;
import dev.plumbline.local.jobs.JobAssets;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.Production;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.VersionedId;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/// The registry as jobs and deployments use it.
public final class RegisteredAssets implements JobAssets {
    private final AssetRegistry registry;
    private final ArtifactStore store;
    private final EnvironmentBuilds environments;

    public RegisteredAssets(
            AssetRegistry registry, ArtifactStore store, EnvironmentBuilds environments) {
        this.registry = registry;
        this.store = store;
        this.environments = environments;
    }

    @Override
    public Artifact content(VersionedId asset) throws IOException {
        AssetVersion version =
                registry.find(asset)
                        .orElseThrow(() ->
                                new IOException(
                                        asset
                                                + " is not registered; declare it, or run what makes it"));
        if (version.external().isPresent()) {
            throw new IOException(
                    asset
                            + " lies at "
                            + version.external().get()
                            + ", which the embedded platform does not read; put the files into the repository (Git LFS"
                            + " for big ones), or apply this to the platform that holds them");
        }
        Artifact artifact =
                version.artifact()
                        .orElseThrow(() ->
                                new IOException(asset + " has no content that could be used"));
        if (!store.holds(artifact.digest())) {
            throw new IOException(
                    "the content of "
                            + asset
                            + " is gone from the data directory; register it under a new version");
        }
        return artifact;
    }

    /// What the file or folder of a declared version is called in the repository.
    public Optional<String> fileName(VersionedId asset) {
        return registry.find(asset)
                .flatMap(version -> version.spec().get("path"))
                .filter(Value.Content.class::isInstance)
                .map(path -> fileName((Value.Content) path));
    }

    /// The last name of a content's path.
    public static String fileName(Value.Content content) {
        return content.path().substring(content.path().lastIndexOf('/') + 1);
    }

    @Override
    public PythonEnvironment environment(VersionedId asset)
            throws IOException, InterruptedException {
        return environments.await(asset);
    }

    @Override
    public PythonEnvironment environment(EnvironmentDefinition definition)
            throws IOException, InterruptedException {
        return environments.realise(definition);
    }

    @Override
    public VersionedId register(
            String run,
            Production production,
            String type,
            Artifact artifact,
            Map<String, Double> metrics)
            throws IOException {
        return registry.register(
                        new Registration(
                                production.asset(),
                                production.version(),
                                meaning(type, artifact),
                                Value.Fields.EMPTY,
                                type,
                                Optional.of(artifact),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(new AssetVersion.Origin(run, production.output())),
                                metrics))
                .id();
    }

    /// What an output means: the same bytes of the same type, whichever run made them.
    public static Digest meaning(String type, Artifact artifact) {
        return Digest.ofText("output " + type + " " + artifact.digest());
    }
}
