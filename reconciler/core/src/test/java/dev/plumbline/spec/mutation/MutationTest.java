package dev.plumbline.spec.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.repository.DirectoryTree;
import dev.plumbline.repository.SourceTree;
import dev.plumbline.repository.TreeFile;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.spec.SpecLoader;
import dev.plumbline.spec.SpecSet;
import dev.plumbline.spec.problem.Problem;
import dev.plumbline.spec.yaml.YamlDocument;
import dev.plumbline.spec.yaml.YamlException;
import dev.plumbline.spec.yaml.YamlReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Each mistake that is put into a good document is reported at its line. Runs over the example
/// repository, or over the folder that `-Dplumbline.conformance=DIR` names.
@Tag("slow")
class MutationTest {
    private static final Path FOLDER =
            Path.of(System.getProperty("plumbline.conformance", "../../example-repo"));
    private static final int PER_DOCUMENT = 6;
    private static final double SHARE = 0.99;

    private static final Map<String, Set<String>> NEEDED =
            Map.of(
                    "commandjob", Set.of("command", "environment"),
                    "pipelinejob", Set.of("jobs"),
                    "commandcomponent", Set.of("command", "environment"),
                    "data", Set.of("path", "name"),
                    "model", Set.of("name"),
                    "managedonlinedeployment", Set.of("name", "endpoint_name"));

    private final SpecLoader loader = new SpecLoader();

    @Test
    void mistakesAreReportedWhereTheyStand() throws Exception {
        SourceTree tree = DirectoryTree.of(FOLDER);
        SpecSet good = loader.load(tree);
        Set<Problem> before = new HashSet<>(good.problems());
        Set<String> wrong = new HashSet<>();
        before.forEach(problem -> wrong.add(problem.path()));
        Random random = new Random(20261123);
        List<String> missed = new ArrayList<>();
        Map<String, Integer> tried = new TreeMap<>();
        for (TreeFile file : tree.files()) {
            if (!good.paths().contains(file.path()) || wrong.contains(file.path())) {
                continue;
            }
            for (Mutation mutation : Mutations.some(mutations(tree, file), PER_DOCUMENT, random)) {
                tried.merge(mutation.what(), 1, Integer::sum);
                if (!isReported(tree, file.path(), mutation, before)) {
                    missed.add(mutation.what() + " at " + file.path() + ":" + mutation.line());
                }
            }
        }
        int all = tried.values().stream().mapToInt(Integer::intValue).sum();
        assertThat(all).as("mistakes tried: " + tried).isGreaterThan(20);
        assertThat(missed)
                .as("of " + all + " mistakes, " + tried)
                .hasSizeLessThanOrEqualTo((int) (all * (1 - SHARE)));
    }

    private static List<Mutation> mutations(SourceTree tree, TreeFile file) throws IOException {
        try {
            byte[] bytes = tree.read(file);
            Optional<YamlDocument> yaml = YamlReader.read(bytes);
            return yaml.isPresent() && yaml.get().value() instanceof Fields fields
                    ? Mutations.of(
                            new String(bytes, StandardCharsets.UTF_8), fields, needed(fields))
                    : List.of();
        } catch (YamlException _) {
            return List.of();
        }
    }

    private static Set<String> needed(Fields fields) {
        String schema = fields.text("$schema").orElse("").strip().toLowerCase(Locale.ROOT);
        String segment = schema.substring(schema.lastIndexOf('/') + 1).replace(".schema.json", "");
        return NEEDED.getOrDefault(segment, Set.of());
    }

    private boolean isReported(
            SourceTree tree, String path, Mutation mutation, Set<Problem> before) {
        return loader.load(new ChangedTree(tree, path, mutation.text())).problems().stream()
                .filter(problem -> !before.contains(problem))
                .filter(problem -> problem.path().equals(path))
                .anyMatch(problem ->
                        mutation.line() == 0 || problem.position().line() == mutation.line());
    }
}
