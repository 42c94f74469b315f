package dev.plumbline.agent.differential;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Valid and invalid documents of a kind: those of the schemas' own tables, and what changes the
/// schema suggests for them.
final class Corpus {
    /// The tables that the schemas are tested with.
    private static final Path TABLES =
            Path.of("../../schemas/src/test/resources/dev/plumbline/schemas/documents");

    /// Jobs without a compute are refused by `az ml` before all else, and the tables mostly leave
    /// it out.
    private static final Set<String> NEED_COMPUTE = Set.of("pipelineJob", "sparkJob");

    private static final Pattern TOKEN = Pattern.compile("(?<!\\$)\\{\\{");

    private static final String HOST = "https://azuremlschemas.azureedge.net/latest/";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// What `az ml` cannot load by itself: Plumbline's own files, tables, and jobs that are steps
    /// of pipelines only.
    private static final Set<String> LEFT_OUT =
            Set.of("MLTable", "agent", "dataTransferJob", "parallelJob", "plumbline", "promotion");

    private Corpus() {}

    static List<String> kinds() throws IOException {
        try (Stream<Path> tables = Files.list(TABLES)) {
            return tables.map(table -> table.getFileName().toString().replace(".yml", ""))
                    .filter(kind -> !LEFT_OUT.contains(kind))
                    .sorted()
                    .toList();
        }
    }

    /// The documents of the table as they stand.
    static List<Candidate> table(String kind) throws IOException {
        return entries(kind)
                .map(entry ->
                        new Candidate(
                                kind,
                                List.of(),
                                entry.path("about").asString(),
                                spec(kind, entry.path("document")),
                                entry.path("az").asStringOpt()))
                .toList();
    }

    /// Each change in each place, of the first document that has the place; templates are left out,
    /// because Plumbline does not check them.
    ///
    /// @param good documents of one kind that are right
    static List<Candidate> changes(List<Candidate> good) {
        Map<String, Candidate> byPlace = new LinkedHashMap<>();
        good.stream()
                .filter(document -> !TOKEN.matcher(document.document().toString()).find())
                .flatMap(document -> Changes.of(document.kind(), document.document()).stream())
                .forEach(change -> byPlace.putIfAbsent(change.place(), change));
        return List.copyOf(byPlace.values());
    }

    /// So many of them, the same ones for the same seed.
    static List<Candidate> some(List<Candidate> all, int most, long seed) {
        List<Candidate> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, new Random(seed));
        return shuffled.subList(0, Math.min(most, shuffled.size()));
    }

    private static Stream<JsonNode> entries(String kind) throws IOException {
        return Resources.parse(Files.readString(TABLES.resolve(kind + ".yml"))).valueStream();
    }

    private static JsonNode spec(String kind, JsonNode document) {
        ObjectNode spec = JSON.createObjectNode();
        spec.put("$schema", HOST + kind + ".schema.json");
        if (NEED_COMPUTE.contains(kind) && !document.has("compute") && !document.has("resources")) {
            spec.put("compute", "azureml:cpu-cluster");
        }
        document.properties()
                .forEach(entry -> {
                    if (!entry.getKey().equals("$schema")) {
                        spec.set(entry.getKey(), entry.getValue());
                    }
                });
        return spec;
    }
}
