package dev.plumbline.agent.pullrequest;

import dev.plumbline.plan.Subject;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.ResourceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
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
/// approves the values of the preview that stood when it was given, and no others. The same head
/// has another preview when the branch moves under it. Kept in a file; the oldest go.
final class SeenPlans {
    private static final Logger LOG = LoggerFactory.getLogger(SeenPlans.class);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int MOST_HEADS = 500;
    private static final int MOST_PREVIEWS = 20;
    private static final int MOST_SUBJECTS = 5_000;

    /// One preview.
    ///
    /// @param at from when on it could be read
    /// @param workspaces the changes whose values it told, by the full names of the workspaces
    private record Shown(Instant at, Map<String, List<Subject>> workspaces) {}

    private final Path file;
    private final Map<String, List<Shown>> heads =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, List<Shown>> eldest) {
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

    /// What could be read of a workspace when a review was given; empty when there was no preview
    /// of its head yet.
    synchronized Optional<List<Subject>> of(String head, String workspace, Instant reviewed) {
        return heads.getOrDefault(head, List.of()).stream()
                .filter(shown -> !shown.at().isAfter(reviewed))
                .reduce((_, newer) -> newer)
                .map(shown -> shown.workspaces().getOrDefault(workspace, List.of()));
    }

    /// Takes a preview that can be read from now on.
    synchronized void remember(Preview preview, Instant now) {
        Map<String, List<Subject>> told = new LinkedHashMap<>();
        for (Preview.Workspace workspace : preview.workspaces()) {
            if (workspace.result() instanceof Preview.Result.Planned(_, var subjects)) {
                told.put(workspace.name(), subjects.stream().limit(MOST_SUBJECTS).toList());
            }
        }
        String head = preview.pullRequest().head().commit();
        List<Shown> shown = new ArrayList<>(heads.getOrDefault(head, List.of()));
        if (!shown.isEmpty() && shown.getLast().workspaces().equals(told)) {
            return;
        }
        shown.add(new Shown(now, told));
        heads.remove(head);
        heads.put(head, shown.subList(Math.max(0, shown.size() - MOST_PREVIEWS), shown.size()));
        write();
    }

    private void read() throws IOException {
        try {
            for (Map.Entry<String, JsonNode> head :
                    JSON.readTree(Files.readAllBytes(file)).properties()) {
                List<Shown> shown = new ArrayList<>();
                head.getValue().forEach(preview -> shown.add(shown(preview)));
                heads.put(head.getKey(), shown);
            }
        } catch (NoSuchFileException _) {
            return;
        } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
            throw new IOException(file + " is not what the agent wrote", e);
        }
    }

    private static Shown shown(JsonNode preview) {
        Map<String, List<Subject>> workspaces = new LinkedHashMap<>();
        preview.path("workspaces")
                .properties()
                .forEach(each -> workspaces.put(each.getKey(), subjects(each.getValue())));
        return new Shown(Instant.parse(preview.path("at").asString("")), workspaces);
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
        heads.forEach((head, previews) -> {
            ArrayNode nodes = all.putArray(head);
            previews.forEach(each -> write(each, nodes.addObject()));
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

    private static void write(Shown shown, ObjectNode node) {
        ObjectNode workspaces = node.put("at", shown.at().toString()).putObject("workspaces");
        shown.workspaces()
                .forEach((name, subjects) -> {
                    ArrayNode nodes = workspaces.putArray(name);
                    subjects.forEach(subject ->
                            nodes.addObject()
                                    .put("id", subject.id().toString())
                                    .put("action", subject.action())
                                    .put("meaning", subject.meaning().value()));
                });
    }
}
