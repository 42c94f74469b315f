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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Each mistake that is put into a good document is reported at its line. Runs over the example
/// repository, or over the folder that `-Dplumbline.conformance=DIR` names.
@Tag("slow")
class MutationTest {
    private static final Path FOLDER =
            Path.of(System.getProperty("plumbline.conformance", "../../example-repo"));
    private static final int OF_EACH_SORT = 2;
    private static final double SHARE = 0.99;

    /// What is to be filled in is looked at no further.
    private static final Set<String> UNFINISHED = Set.of("partial", "template");

    private final SpecLoader loader = new SpecLoader();

    @Test
    void mistakesAreReportedWhereTheyStand() throws Exception {
        SourceTree tree = DirectoryTree.of(FOLDER);
        SpecSet good = loader.load(tree);
        Set<Problem> before = new HashSet<>(good.problems());
        Set<String> wrong = new HashSet<>();
        before.stream()
                .filter(problem -> problem.isError() || UNFINISHED.contains(problem.code()))
                .forEach(problem -> wrong.add(problem.path()));
        Random random = new Random(20261123);
        Tally tally = new Tally();
        for (TreeFile file : tree.files()) {
            if (!good.paths().contains(file.path()) || wrong.contains(file.path())) {
                continue;
            }
            for (Mutation mutation : Mutations.some(mutations(tree, file), OF_EACH_SORT, random)) {
                tally.add(file.path(), mutation, problems(tree, file, mutation, before));
            }
        }
        System.out.println(tally.table());
        assertThat(tally.tried()).as(tally.table()).isGreaterThan(20);
        assertThat(tally.missed())
                .as(tally.table())
                .hasSizeLessThanOrEqualTo((int) (tally.tried() * (1 - SHARE)));
    }

    private static List<Mutation> mutations(SourceTree tree, TreeFile file) throws IOException {
        try {
            String text =
                    new String(tree.read(file), StandardCharsets.UTF_8)
                            .replace("\r", "")
                            .replace("\uFEFF", "");
            Optional<YamlDocument> yaml = YamlReader.read(text.getBytes(StandardCharsets.UTF_8));
            return yaml.isPresent() && yaml.get().value() instanceof Fields fields
                    ? Mutations.of(text, yaml.get(), fields, NeededKeys.of(fields))
                    : List.of();
        } catch (YamlException _) {
            return List.of();
        }
    }

    /// What the mistake makes the loader say that it did not say before.
    private List<Problem> problems(
            SourceTree tree, TreeFile file, Mutation mutation, Set<Problem> before) {
        return loader.load(new ChangedTree(tree, file.path(), mutation.text())).problems().stream()
                .filter(problem -> !before.contains(problem))
                .toList();
    }
}
