package dev.plumbline.local.tracking;

import dev.plumbline.local.artifacts.ArtifactStore;
import dev.plumbline.local.assets.AssetVersion;
import dev.plumbline.local.tracking.logged.LoggedModel;
import dev.plumbline.local.tracking.logged.LoggedModelTable;
import dev.plumbline.local.tracking.protocol.Client;
import dev.plumbline.local.tracking.protocol.MlflowCall;
import dev.plumbline.local.tracking.protocol.MlflowJson;
import dev.plumbline.local.tracking.protocol.MlflowResponse;
import dev.plumbline.local.tracking.protocol.TrackingException;
import dev.plumbline.local.tracking.protocol.TrackingException.Code;
import dev.plumbline.local.tracking.registry.ModelAssets;
import dev.plumbline.local.tracking.store.ArtifactListing;
import dev.plumbline.local.tracking.store.Places;
import dev.plumbline.local.tracking.store.RunOrigin;
import dev.plumbline.local.tracking.store.Transactions;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.VersionedId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/// Files over HTTP, as `mlflow-artifacts:` URIs name them: those of runs and logged models to read
/// and write, those of registered versions, `models/REPOSITORY/WORKSPACE/NAME/VERSION/…`, to read.
/// See `mlflow/protos/mlflow_artifacts.proto`.
record ArtifactProxy(Transactions store, Places places, ModelAssets assets) {
    private static final String VERSIONS = "models/";
    private static final int VERSION_PARTS = 5;

    /// @param path below `/api/2.0/mlflow-artifacts/artifacts`
    MlflowResponse answer(MlflowCall call, String path) throws IOException {
        String file = path.replaceFirst("^/+", "");
        return switch (call.method()) {
            case "GET", "HEAD" -> file.isEmpty() ? list(call) : read(place(file));
            case "PUT" -> write(call, file);
            case "DELETE" -> delete(call, file);
            default ->
                    throw new TrackingException(
                            Code.ENDPOINT_NOT_FOUND,
                            "files are read, put, listed and deleted; there is no "
                                    + call.method());
        };
    }

    private MlflowResponse list(MlflowCall call) throws IOException {
        String folder = call.query().getOrDefault("path", List.of("")).getFirst();
        return MlflowResponse.json(ArtifactListing.of(place(folder.replaceFirst("^/+", ""))));
    }

    private static MlflowResponse read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw TrackingException.missing(
                    "there is no file \"" + file.getFileName() + "\" there");
        }
        return MlflowResponse.file(Files.newInputStream(file));
    }

    private Path place(String path) throws IOException {
        return path.startsWith(VERSIONS) ? version(path) : places.inside(path);
    }

    private Path version(String path) throws IOException {
        String[] parts = path.split("/", VERSION_PARTS + 1);
        if (parts.length < VERSION_PARTS) {
            throw TrackingException.missing("there is no file \"" + path + "\"");
        }
        ArtifactStore store = assets.artifacts();
        VersionedId id = new VersionedId(new ResourceId(Kind.MODEL, parts[3]), parts[4]);
        Path root =
                store.open(
                        assets.registry(parts[1] + "/" + parts[2])
                                .find(id)
                                .flatMap(AssetVersion::artifact)
                                .orElseThrow(
                                        () -> TrackingException.missing(id + " has no files here"))
                                .digest());
        return parts.length > VERSION_PARTS ? Places.inside(root, parts[VERSION_PARTS]) : root;
    }

    /// A file appears whole or not at all, and replaces one that is there.
    private MlflowResponse write(MlflowCall call, String path) throws IOException {
        Path place = writable(call.client(), path);
        Path folder = Files.createDirectories(places.root().resolve("uploads"));
        Path fresh = Files.createTempFile(folder, "upload", null);
        try (InputStream bytes = call.body()) {
            long _ = Files.copy(bytes, fresh, StandardCopyOption.REPLACE_EXISTING);
            Files.createDirectories(place.getParent());
            Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
        return MlflowResponse.json(MlflowJson.object());
    }

    private MlflowResponse delete(MlflowCall call, String path) throws IOException {
        Path place = writable(call.client(), path);
        if (Files.exists(place)) {
            try (Stream<Path> below = Files.walk(place)) {
                for (Path each : below.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
        return MlflowResponse.json(MlflowJson.object());
    }

    /// A place among the files of a run or a logged model that this client may write.
    private Path writable(Client client, String path) {
        Path place = places.inside(path);
        Path root =
                places.holder(place)
                        .map(holder -> store.read(handle -> files(handle, client, holder)))
                        .orElseThrow(() -> misplaced(path));
        if (!place.startsWith(root) || place.equals(root)) {
            throw misplaced(path);
        }
        return place;
    }

    private Path files(Handle handle, Client client, Places.Holder holder) {
        return switch (holder) {
            case Places.Holder.Run(var id) -> {
                RunOrigin run = new RunTable(handle).writable(id, client);
                yield places.run(run.experiment(), id);
            }
            case Places.Holder.Model(var id) -> {
                LoggedModel model = new LoggedModelTable(handle).writable(id, client);
                yield places.model(model.experiment(), id);
            }
        };
    }

    private static TrackingException misplaced(String path) {
        return TrackingException.invalid(
                "\"%s\" is no place for files: they belong to a run or a logged model, below its artifact_uri"
                        .formatted(path));
    }
}
