package dev.plumbline.agent.promotion;

import dev.plumbline.agent.promotion.Standing.Opened;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What is remembered of the promotions of a repository, in a file. When it is lost, what was
/// deployed is found again in the ledger, and an open pull request by its branch.
final class Standings {
    private static final Logger LOG = LoggerFactory.getLogger(Standings.class);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Path file;
    private final Map<String, Standing> all = new TreeMap<>();

    Standings(Path file) {
        this.file = file;
        try {
            read();
        } catch (IOException e) {
            LOG.warn(
                    "{}; which proposals were refused is not known, and they may be made again",
                    e.getMessage());
        }
    }

    /// @param promotion `fraud/prod/name`
    synchronized Optional<Standing> of(String promotion) {
        return Optional.ofNullable(all.get(promotion));
    }

    synchronized void put(String promotion, Standing standing) {
        if (!standing.equals(all.put(promotion, standing))) {
            write();
        }
    }

    private void read() throws IOException {
        try {
            for (Map.Entry<String, JsonNode> each :
                    JSON.readTree(Files.readAllBytes(file)).properties()) {
                all.put(each.getKey(), standing(each.getValue()));
            }
        } catch (NoSuchFileException _) {
            return;
        } catch (JacksonException e) {
            throw new IOException(file + " is not what the agent wrote", e);
        }
    }

    private static Standing standing(JsonNode node) {
        SequencedSet<String> decided = new LinkedHashSet<>();
        node.path("decided").forEach(version -> decided.add(version.asString("")));
        JsonNode open = node.path("open");
        return new Standing(
                decided,
                open.isObject()
                        ? Optional.of(
                                new Opened(
                                        open.path("number").asLong(0),
                                        open.path("version").asString(""),
                                        open.path("commit").asString(""),
                                        open.path("texts").asString("")))
                        : Optional.empty());
    }

    private void write() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        all.forEach((promotion, standing) -> {
            ObjectNode node = root.putObject(promotion);
            ArrayNode decided = node.putArray("decided");
            standing.decided().forEach(decided::add);
            standing.open()
                    .ifPresent(open ->
                            node.putObject("open")
                                    .put("number", open.number())
                                    .put("version", open.version())
                                    .put("commit", open.commit())
                                    .put("texts", open.texts()));
        });
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.write(fresh, JSON.writeValueAsBytes(root));
            Files.move(
                    fresh,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warn("cannot write {}: {}; check the disk", file, e.toString());
        }
    }
}
