package dev.plumbline.local.endpoints;

import dev.plumbline.local.artifacts.Artifact;
import dev.plumbline.local.artifacts.ArtifactStore;
import dev.plumbline.local.assets.RegisteredAssets;
import dev.plumbline.local.endpoints.Service.ServedModel;
import dev.plumbline.local.serving.model.ModelFiles;
import dev.plumbline.platform.BlobSource;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.VersionedId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Function;

/// Finds the model that a deployment's spec names, and says beforehand when it cannot be served
/// here.
final class ModelSource {
    private static final String ONNX_FILE = "model.onnx";

    private final Function<String, RegisteredAssets> assets;
    private final ArtifactStore artifacts;

    ModelSource(Function<String, RegisteredAssets> assets, ArtifactStore artifacts) {
        this.assets = assets;
        this.artifacts = artifacts;
    }

    /// @param workspace whose models are meant
    /// @param blobs the files of the repository, for a model that the spec brings along
    /// @throws Refusal when this platform cannot serve the deployment
    /// @throws IOException when the content of the model cannot be read or stored
    ServedModel resolve(
            String workspace, ResourceId deployment, Value.Fields spec, BlobSource blobs)
            throws Refusal, IOException {
        refuseScoringScript(deployment, spec);
        Value model = spec.get("model").orElse(Value.Null.NULL);
        return switch (model) {
            case Value.Resolved(var asset, _) ->
                    registered(assets.apply(workspace), deployment, asset);
            case Value.Content content -> inline(deployment, Value.Fields.EMPTY, content, blobs);
            case Value.Fields fields
                    when fields.get("path").orElse(model) instanceof Value.Content content ->
                    inline(deployment, fields, content, blobs);
            case Value.Fields _,
                    Value.Text _,
                    Value.Bool _,
                    Value.Num _,
                    Value.Null _,
                    Value.Items _,
                    Value.Reference _,
                    Value.Unknown _ ->
                    throw Refusal.lasting(
                            "model of %s is \"%s\"; it must be a registered model or files of the repository"
                                    .formatted(deployment, model.display()));
        };
    }

    /// Where serving finds a model: its folder, or its file under the ending that tells what it is.
    static Path location(ArtifactStore artifacts, Digest artifact) throws IOException {
        return location(artifacts, artifact, ONNX_FILE);
    }

    private static Path location(ArtifactStore artifacts, Digest artifact, String fileName)
            throws IOException {
        boolean folder = artifacts.find(artifact).map(Artifact::folder).orElse(false);
        return folder ? artifacts.open(artifact) : artifacts.open(artifact, fileName);
    }

    private static void refuseScoringScript(ResourceId deployment, Value.Fields spec)
            throws Refusal {
        if (spec.get("code_configuration")
                .filter(value -> !(value instanceof Value.Null))
                .isPresent()) {
            throw Refusal.lasting(
                    deployment
                            + " has a code_configuration, and the embedded platform does not run scoring scripts; deploy"
                            + " a model in ONNX form without one, or apply it to another platform");
        }
    }

    private ServedModel registered(
            RegisteredAssets registered, ResourceId deployment, VersionedId asset) throws Refusal {
        try {
            Artifact artifact = registered.content(asset);
            ServedModel model =
                    new ServedModel(artifact.digest(), asset.id().name(), asset.version());
            check(deployment, model, registered.fileName(asset).orElse(ONNX_FILE));
            return model;
        } catch (IOException e) {
            throw Refusal.lasting(deployment + " cannot be served: " + e.getMessage());
        }
    }

    private ServedModel inline(
            ResourceId deployment, Value.Fields fields, Value.Content content, BlobSource blobs)
            throws Refusal, IOException {
        Artifact artifact = artifacts.put(content, blobs);
        ServedModel model =
                new ServedModel(
                        artifact.digest(),
                        fields.text("name").orElse(deployment.shortName()),
                        fields.text("version").orElse(artifact.digest().shortForm()));
        check(deployment, model, RegisteredAssets.fileName(content));
        return model;
    }

    private void check(ResourceId deployment, ServedModel model, String fileName) throws Refusal {
        try {
            ModelFiles.find(location(artifacts, model.artifact(), fileName));
        } catch (IOException e) {
            throw Refusal.lasting(
                    "%s cannot serve model %s:%s: %s"
                            .formatted(deployment, model.name(), model.version(), e.getMessage()));
        }
    }
}
