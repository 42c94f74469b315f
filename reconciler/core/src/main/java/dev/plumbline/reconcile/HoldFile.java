package dev.plumbline.reconcile;

import dev.plumbline.gate.HeldSince;
import dev.plumbline.reconcile.HoldMemory.Held;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.ResourceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What is held, in a file: an object per resource.
record HoldFile(Path path) {
    private static final JsonMapper JSON = JsonMapper.shared();

    /// Nothing when there is no such file.
    Map<ResourceId, Held> read() throws IOException {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(path);
        } catch (NoSuchFileException _) {
            return Map.of();
        }
        Map<ResourceId, Held> held = new TreeMap<>();
        try {
            for (Map.Entry<String, JsonNode> each : JSON.readTree(bytes).properties()) {
                held.put(ResourceId.parse(each.getKey()), held(each.getValue()));
            }
        } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
            throw new IOException(path + " is not what the agent wrote", e);
        }
        return Map.copyOf(held);
    }

    private static Held held(JsonNode node) {
        return new Held(
                node.path("action").asString(""),
                Optional.of(node.path("meaning").asString(""))
                        .filter(text -> !text.isEmpty())
                        .map(Digest::new),
                new HeldSince(
                        Instant.parse(node.path("since").asString("")),
                        node.path("commit").asString("")));
    }

    void write(Map<ResourceId, Held> held) throws IOException {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        new TreeMap<>(held).forEach((id, each) -> all.set(id.toString(), node(each)));
        Files.createDirectories(path.toAbsolutePath().getParent());
        Path fresh = path.resolveSibling(path.getFileName() + ".new");
        Files.write(fresh, JSON.writeValueAsBytes(all));
        Files.move(
                fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static ObjectNode node(Held held) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("action", held.action());
        held.meaning().ifPresent(meaning -> node.put("meaning", meaning.value()));
        node.put("since", held.since().at().toString());
        node.put("commit", held.since().commit());
        return node;
    }
}
