package dev.plumbline.agent.pullrequest;

import dev.plumbline.plan.Subject;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.ResourceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What the previews of pull requests showed to those who reviewed them, per head commit: a review
/// approves these values and no others. Kept in a file; the oldest go.
final class SeenPlans {
    private static final Logger LOG = LoggerFactory.getLogger(SeenPlans.class);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int MOST_HEADS = 500;
    private static final int MOST_SUBJECTS = 5_000;

    private final Path file;
    private final Map<String, Map<String, List<Subject>>> heads =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(
                        Map.Entry<String, Map<String, List<Subject>>> eldest) {
                    return size() > MOST_HEADS;
                }
            };

    SeenPlans(Path file) {
        this.file = file;
        try {
            read();
        } catch (IOException e) {
            LOG.warn(
                    "{}; what was previewed before is not known, and reviews of it approve only values that are written in the specs",
                    e.getMessage());
        }
    }

    /// What a preview showed of a workspace; empty when there was none of this head.
    synchronized Optional<List<Subject>> of(String head, String workspace) {
        return Optional.ofNullable(heads.get(head))
                .map(each -> each.getOrDefault(workspace, List.of()));
    }

    synchronized void remember(Preview preview) {
        Map<String, List<Subject>> shown = new LinkedHashMap<>();
        for (Preview.Workspace workspace : preview.workspaces()) {
            if (workspace.result() instanceof Preview.Result.Planned(_, var subjects)) {
                shown.put(workspace.name(), subjects.stream().limit(MOST_SUBJECTS).toList());
            }
        }
        String head = preview.pullRequest().head().commit();
        if (!shown.equals(heads.remove(head))) {
            heads.put(head, shown);
            write();
        } else {
            heads.put(head, shown);
        }
    }

    private void read() throws IOException {
        try {
            for (Map.Entry<String, JsonNode> head :
                    JSON.readTree(Files.readAllBytes(file)).properties()) {
                Map<String, List<Subject>> shown = new LinkedHashMap<>();
                head.getValue()
                        .properties()
                        .forEach(each -> shown.put(each.getKey(), subjects(each.getValue())));
                heads.put(head.getKey(), shown);
            }
        } catch (NoSuchFileException _) {
            return;
        } catch (JacksonException | IllegalArgumentException e) {
            throw new IOException(file + " is not what the agent wrote", e);
        }
    }

    private static List<Subject> subjects(JsonNode nodes) {
        List<Subject> subjects = new ArrayList<>();
        nodes.forEach(node ->
                subjects.add(
                        new Subject(
                                ResourceId.parse(node.path("id").asString("")),
                                node.path("action").asString(""),
                                new Digest(node.path("meaning").asString("")))));
        return List.copyOf(subjects);
    }

    private void write() {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        heads.forEach((head, shown) -> {
            ObjectNode workspaces = all.putObject(head);
            shown.forEach((name, subjects) -> {
                ArrayNode nodes = workspaces.putArray(name);
                subjects.forEach(subject ->
                        nodes.addObject()
                                .put("id", subject.id().toString())
                                .put("action", subject.action())
                                .put("meaning", subject.meaning().value()));
            });
        });
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.write(fresh, JSON.writeValueAsBytes(all));
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
