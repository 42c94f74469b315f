package dev.plumbline.local.tracking.registry;

import dev.plumbline.local.artifacts.Artifact;
import dev.plumbline.local.artifacts.ArtifactStore;
import dev.plumbline.local.assets.AssetRegistry;
import dev.plumbline.local.assets.AssetVersion;
import dev.plumbline.local.tracking.logged.LoggedModel;
import dev.plumbline.local.tracking.logged.LoggedModelTable;
import dev.plumbline.local.tracking.protocol.TrackingException;
import dev.plumbline.local.tracking.protocol.TrackingException.Code;
import dev.plumbline.local.tracking.store.Places;
import dev.plumbline.local.tracking.store.RunOrigin;
import dev.plumbline.local.tracking.store.Transactions;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.VersionedId;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Finds the files that a version is to be made of. Files that clients left here become an artifact
/// of the platform's store, so that the version stays when the run is deleted; what lies elsewhere
/// is kept as an address.
record ModelSource(Transactions store, Places places, ArtifactStore artifacts) {
    private static final String RUNS = "runs:/";
    private static final String MODELS = "models:/";

    /// What was found.
    ///
    /// @param artifact empty for files that lie elsewhere
    /// @param run the tracked run that made the files; may be empty
    /// @param model the logged model that they are; may be empty
    record Found(Optional<Artifact> artifact, String type, String run, String model) {}

    Found find(String source, AssetRegistry registry) {
        if (source.startsWith(MODELS)) {
            String[] parts = source.substring(MODELS.length()).split("/", 2);
            return parts.length == 2
                    ? version(source, parts[0], parts[1], registry)
                    : loggedModel(parts[0]);
        }
        if (source.startsWith(RUNS)) {
            String[] parts = source.substring(RUNS.length()).split("/", 2);
            Path files = runFiles(parts[0]);
            return kept(
                    source, parts.length == 2 ? Places.inside(files, parts[1]) : files, parts[0]);
        }
        Optional<Path> place = places.ofUri(source).or(() -> file(source));
        return place.map(files -> kept(source, files, ""))
                .orElseGet(() -> new Found(Optional.empty(), "mlflow_model", "", ""));
    }

    private Found loggedModel(String id) {
        LoggedModel model = store.read(handle -> new LoggedModelTable(handle).get(id));
        Found found = kept(MODELS + id, places.model(model.experiment(), id), model.run());
        return new Found(found.artifact(), found.type(), model.run(), id);
    }

    private static Found version(
            String source, String name, String version, AssetRegistry registry) {
        AssetVersion found =
                registry.find(new VersionedId(new ResourceId(Kind.MODEL, name), version))
                        .orElseThrow(() ->
                                TrackingException.missing(
                                        "\"%s\" is no version of a registered model"
                                                .formatted(source)));
        return new Found(found.artifact(), found.type(), "", "");
    }

    private Path runFiles(String run) {
        RunOrigin origin =
                store.read(handle -> RunOrigin.find(handle, run))
                        .orElseThrow(() ->
                                TrackingException.missing(
                                        "there is no run with the id \"" + run + "\""));
        return places.run(origin.experiment(), run);
    }

    /// A path of this machine. Only what clients left here is read: a request must not be able to
    /// bring in other files.
    private Optional<Path> file(String source) {
        boolean isFile = source.startsWith("file:") || source.startsWith("/");
        if (!isFile && source.contains(":")) {
            return Optional.empty();
        }
        Path path = isFile ? path(source) : Path.of("");
        if (!isFile || !path.startsWith(places.root()) || places.holder(path).isEmpty()) {
            throw TrackingException.invalid(
                    "Invalid model version source: '%s'. A path of this machine is no source unless it lies in the files of a run; log the model first (`log_model`, `log_artifacts`) and register what was logged"
                            .formatted(source));
        }
        return Optional.of(path);
    }

    private static Path path(String source) {
        try {
            Path path =
                    source.startsWith("file:")
                            ? Path.of(URI.create(source).getPath())
                            : Path.of(source);
            return path.normalize();
        } catch (IllegalArgumentException | NullPointerException _) {
            throw TrackingException.invalid(
                    "Invalid model version source: '%s' is no path".formatted(source));
        }
    }

    private Found kept(String source, Path files, String run) {
        if (!Files.exists(files)) {
            throw TrackingException.invalid(
                    "Invalid model version source: '%s' has no files; log the model before it is registered"
                            .formatted(source));
        }
        try {
            Artifact artifact = artifacts.put(files);
            String type = Files.exists(files.resolve("MLmodel")) ? "mlflow_model" : "custom_model";
            return new Found(Optional.of(artifact), type, run, "");
        } catch (IOException e) {
            throw new TrackingException(
                    Code.INTERNAL_ERROR,
                    "the files of '%s' cannot be kept: %s".formatted(source, e.getMessage()));
        }
    }
}
