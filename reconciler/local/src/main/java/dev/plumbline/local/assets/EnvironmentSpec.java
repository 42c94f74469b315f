package dev.plumbline.local.assets;

import dev.plumbline.local.artifacts.Artifact;
import dev.plumbline.local.artifacts.ArtifactStore;
import dev.plumbline.local.environments.EnvironmentDefinition;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.ValueJson;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/// Reads the definition of an environment out of its registered version.
final class EnvironmentSpec {
    private EnvironmentSpec() {}

    /// @throws IOException when this platform cannot make such an environment; the message says
    ///   what to declare instead
    static EnvironmentDefinition definition(AssetVersion version, ArtifactStore store)
            throws IOException {
        Value.Fields spec = version.spec();
        if (spec.has("build")) {
            throw new IOException(
                    version.id()
                            + " is built from a Dockerfile, and the embedded platform has no containers; give it a"
                            + " conda_file, or apply it to another platform");
        }
        Optional<String> conda = Optional.empty();
        if (spec.get("conda_file").isPresent()) {
            conda = Optional.of(condaText(version, spec.get("conda_file").get(), store));
        }
        return new EnvironmentDefinition(conda, Optional.empty(), spec.text("image"));
    }

    private static String condaText(AssetVersion version, Value condaFile, ArtifactStore store)
            throws IOException {
        return switch (condaFile) {
            // JSON is YAML: what was written inline needs no other form.
            case Value.Fields inline -> ValueJson.write(inline).toString();
            case Value.Content content -> {
                Artifact file =
                        version.artifact()
                                .filter(artifact -> !artifact.folder())
                                .orElseThrow(() -> notAFile(version, content));
                yield Files.readString(store.open(file.digest()));
            }
            case Value.Text _,
                    Value.Bool _,
                    Value.Num _,
                    Value.Null _,
                    Value.Items _,
                    Value.Reference _,
                    Value.Resolved _,
                    Value.Unknown _ ->
                    throw notAFile(version, condaFile);
        };
    }

    private static IOException notAFile(AssetVersion version, Value condaFile) {
        return new IOException(
                "conda_file of "
                        + version.id()
                        + " is \""
                        + condaFile.display()
                        + "\"; it must be a file of the repository or the definition itself");
    }
}
