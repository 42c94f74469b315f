package dev.plumbline.local.tracking.store;

import dev.plumbline.local.tracking.protocol.MlflowJson;
import dev.plumbline.local.tracking.protocol.TrackingException;
import dev.plumbline.local.tracking.protocol.TrackingException.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What lies in a folder, as MLflow tells it.
public final class ArtifactListing {
    private ArtifactListing() {}

    /// The files below a run's or a model's own, with their paths from there.
    public static ObjectNode below(Places places, Path root, String path) {
        ObjectNode json = MlflowJson.object().put("root_uri", places.uri(root));
        ArrayNode files = json.putArray("files");
        for (Path file : entries(Places.inside(root, path))) {
            files.add(json(root.relativize(file).toString(), file));
        }
        return json;
    }

    /// The files of a folder, with their names alone.
    public static ObjectNode of(Path folder) {
        ObjectNode json = MlflowJson.object();
        ArrayNode files = json.putArray("files");
        for (Path file : entries(folder)) {
            files.add(json(file.getFileName().toString(), file));
        }
        return json;
    }

    private static ObjectNode json(String path, Path file) {
        ObjectNode json = MlflowJson.object().put("path", path.replace('\\', '/'));
        json.put("is_dir", Files.isDirectory(file));
        if (Files.isRegularFile(file)) {
            json.put("file_size", file.toFile().length());
        }
        return json;
    }

    private static List<Path> entries(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        } catch (IOException e) {
            throw new TrackingException(
                    Code.INTERNAL_ERROR, "the folder " + folder + " cannot be listed: " + e);
        }
    }
}
