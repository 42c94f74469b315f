package dev.plumbline.local.tracking;

import dev.plumbline.local.tracking.TrackingException.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The API's `artifacts/list`. The client writes and reads the files itself: it runs on the same
/// machine.
record ArtifactEndpoints(TrackingStore store) {

    ObjectNode list(MlflowRequest request) {
        Path root = store.artifacts(request.runId());
        Path folder = inside(root, request.text("path").orElse(""));
        ObjectNode json = MlflowJson.object().put("root_uri", MlflowJson.uri(root));
        ArrayNode files = json.putArray("files");
        for (Path file : entries(folder)) {
            ObjectNode entry = files.addObject().put("path", root.relativize(file).toString());
            entry.put("is_dir", Files.isDirectory(file));
            if (Files.isRegularFile(file)) {
                entry.put("file_size", file.toFile().length());
            }
        }
        return json;
    }

    private static Path inside(Path root, String path) {
        try {
            Path folder = root.resolve(path).normalize();
            if (folder.startsWith(root)) {
                return folder;
            }
        } catch (InvalidPathException _) {
            // refused with the others
        }
        throw TrackingException.invalid(
                "\"path\" is \"%s\"; it must be a path below the run's files".formatted(path));
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
