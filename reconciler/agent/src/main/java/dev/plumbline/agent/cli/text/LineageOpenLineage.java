package dev.plumbline.agent.cli.text;

import dev.plumbline.agent.api.LineageView;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A lineage as OpenLineage 2-0-2 events, which catalogues such as Marquez take: for each run a
/// START and, once it has ended, a terminal event with what it read and what it made. A time that
/// is not known gives no event.
public final class LineageOpenLineage {
    private static final String PRODUCER = "https://plumbline.dev/plumbline";
    private static final String SPEC = "https://openlineage.io/spec/";
    private static final String NAMESPACE = "plumbline";
    private static final Set<String> DATASETS =
            Set.of("model", "data", "environment", "component", "code");
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final LineageView lineage;
    private final Map<String, LineageView.Node> nodes;

    private LineageOpenLineage(LineageView lineage) {
        this.lineage = lineage;
        this.nodes =
                lineage.nodes().stream()
                        .collect(
                                Collectors.toMap(
                                        LineageView.Node::id,
                                        Function.identity(),
                                        (first, _) -> first));
    }

    /// An array of events, in the order of the runs.
    public static JsonNode render(LineageView lineage) {
        LineageOpenLineage events = new LineageOpenLineage(lineage);
        ArrayNode array = NODES.arrayNode();
        lineage.nodes().stream()
                .filter(node -> node.type().equals("run"))
                .forEach(run -> events.addRun(array, run));
        return array;
    }

    private void addRun(ArrayNode events, LineageView.Node run) {
        attribute(run, "started").ifPresent(started -> events.add(event(run, "START", started)));
        attribute(run, "ended").ifPresent(ended -> events.add(event(run, terminal(run), ended)));
    }

    private static String terminal(LineageView.Node run) {
        return switch (run.attributes().getOrDefault("status", "")) {
            case "succeeded" -> "COMPLETE";
            case "failed" -> "FAIL";
            case "canceled" -> "ABORT";
            default -> "OTHER";
        };
    }

    private ObjectNode event(LineageView.Node run, String type, String time) {
        ObjectNode event = NODES.objectNode();
        event.put("eventTime", time).put("eventType", type);
        event.put("producer", PRODUCER)
                .put("schemaURL", SPEC + "2-0-2/OpenLineage.json#/$defs/RunEvent");
        event.putObject("run").put("runId", runId(run)).putObject("facets");
        event.set("job", job(run));
        event.set("inputs", datasets(cameFrom(run)));
        event.set("outputs", datasets(madeBy(run)));
        return event;
    }

    /// OpenLineage wants a UUID: one that is always the same for the same run.
    private static String runId(LineageView.Node run) {
        return UUID.nameUUIDFromBytes((PRODUCER + "/" + run.id()).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private ObjectNode job(LineageView.Node run) {
        String name = run.attributes().getOrDefault("job", run.label());
        ObjectNode job = NODES.objectNode().put("namespace", NAMESPACE).put("name", name);
        ObjectNode facets = job.putObject("facets");
        cameFrom(run)
                .filter(node -> node.type().equals("commit"))
                .findFirst()
                .ifPresent(commit -> addSource(facets, commit));
        return job;
    }

    private static void addSource(ObjectNode facets, LineageView.Node commit) {
        ObjectNode source = facet(facets, "sourceCodeLocation", "1-0-1/SourceCodeLocationJobFacet");
        source.put("type", "git")
                .put("url", attribute(commit, "url").orElse("urn:git:" + commit.id()));
        source.put("version", commit.id().substring(commit.id().indexOf('/') + 1));
        attribute(commit, "url").ifPresent(url -> source.put("repoUrl", url));
    }

    private static ArrayNode datasets(Stream<LineageView.Node> found) {
        ArrayNode datasets = NODES.arrayNode();
        found.filter(node -> DATASETS.contains(node.type()))
                .forEach(node -> datasets.add(dataset(node)));
        return datasets;
    }

    private static ObjectNode dataset(LineageView.Node node) {
        int colon = node.id().lastIndexOf(':');
        ObjectNode dataset = NODES.objectNode().put("namespace", NAMESPACE);
        dataset.put("name", colon < 0 ? node.id() : node.id().substring(0, colon));
        ObjectNode facets = dataset.putObject("facets");
        if (colon >= 0) {
            facet(facets, "version", "1-0-0/DatasetVersionDatasetFacet")
                    .put("datasetVersion", node.id().substring(colon + 1));
        }
        facet(facets, "datasetType", "1-0-0/DatasetTypeDatasetFacet")
                .put("datasetType", node.type().equals("model") ? "MODEL" : "FILE");
        return dataset;
    }

    private static ObjectNode facet(ObjectNode facets, String key, String schema) {
        String name = schema.substring(schema.indexOf('/') + 1);
        return facets.putObject(key)
                .put("_producer", PRODUCER)
                .put("_schemaURL", SPEC + "facets/" + schema + ".json#/$defs/" + name);
    }

    private Stream<LineageView.Node> cameFrom(LineageView.Node node) {
        return known(
                lineage.edges().stream()
                        .filter(edge -> edge.from().equals(node.id()))
                        .map(LineageView.Edge::to));
    }

    private Stream<LineageView.Node> madeBy(LineageView.Node run) {
        List<LineageView.Edge> made =
                lineage.edges().stream().filter(edge -> edge.to().equals(run.id())).toList();
        return known(made.stream().map(LineageView.Edge::from));
    }

    private Stream<LineageView.Node> known(Stream<String> ids) {
        return ids.flatMap(id -> Optional.ofNullable(nodes.get(id)).stream());
    }

    private static Optional<String> attribute(LineageView.Node node, String name) {
        return Optional.ofNullable(node.attributes().get(name));
    }
}
