package dev.plumbline.local.environments;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The file `ready.json` that says that an environment is whole.
///
/// @param note what a person should know, such as that another Python serves than was asked for
record ReadyMarker(PythonEnvironment environment, Optional<String> note) {
    private static final JsonMapper JSON = JsonMapper.shared();

    /// Reads the marker; empty when there is none, it is not of this key, or the interpreter has
    /// gone since.
    static Optional<ReadyMarker> read(CacheEntry entry) {
        try {
            JsonNode json = JSON.readTree(Files.readString(entry.marker()));
            Path python = entry.root().resolve(json.path("python").asString(""));
            boolean whole =
                    json.path("key").asString("").equals(entry.key().value())
                            && json.path("lock").isArray()
                            && Files.isRegularFile(python)
                            && Files.isExecutable(python);
            if (!whole) {
                return Optional.empty();
            }
            var lock = json.path("lock").valueStream().map(JsonNode::asString).toList();
            return Optional.of(
                    new ReadyMarker(
                            new PythonEnvironment(entry.key(), entry.root(), python, lock),
                            Optional.of(json.path("note").asString(""))
                                    .filter(note -> !note.isEmpty())));
        } catch (IOException | JacksonException _) {
            return Optional.empty(); // no marker, or not a whole one: the build did not end
        }
    }

    /// Writes the marker beside its place, to the disk, and then renames it.
    void write(CacheEntry entry) throws IOException {
        ObjectNode json = JSON.createObjectNode();
        json.put("key", entry.key().value());
        json.put("python", entry.root().relativize(environment.python()).toString());
        note.ifPresent(text -> json.put("note", text));
        ArrayNode lock = json.putArray("lock");
        environment.lock().forEach(lock::add);
        Path temporary = entry.building(".ready");
        byte[] bytes =
                JSON.writerWithDefaultPrettyPrinter()
                        .writeValueAsString(json)
                        .getBytes(StandardCharsets.UTF_8);
        try (FileChannel file =
                FileChannel.open(
                        temporary,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                file.write(buffer);
            }
            file.force(true);
        }
        Files.move(temporary, entry.marker(), StandardCopyOption.ATOMIC_MOVE);
    }
}
