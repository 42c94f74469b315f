package dev.plumbline.agent.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.repository.DirectoryTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What Azure's own validator takes is taken here, and the other way round; where it is not, a row
/// of `differences.yml` says why. `-Dplumbline.differential=N` tries N changes of each kind instead
/// of the usual number, `-Dplumbline.seed=N` others.
@Tag("slow") // fetches azure-ai-ml from the index of packages
class DifferentialTest {
    private static final int EACH = Integer.getInteger("plumbline.differential", 40);
    private static final long SEED = Long.getLong("plumbline.seed", 20261123L);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir private static Path folder;
    private static List<Verdicts> tables = List.of();
    private static List<Verdicts> changes = List.of();

    @BeforeAll
    static void judge() throws Exception {
        AzurePython azure = new AzurePython();
        List<Candidate> documents = new ArrayList<>();
        for (String kind : Corpus.kinds()) {
            Resources.fill(folder.resolve(kind).resolve("specs"), kind);
            documents.addAll(Corpus.table(kind));
        }
        tables = judge(azure, documents);
        changes = judge(azure, changes(tables));
    }

    private static List<Candidate> changes(List<Verdicts> tables) {
        Map<String, List<Candidate>> good = new TreeMap<>();
        for (Verdicts verdicts : tables) {
            if (verdicts.bothTake()) {
                good.computeIfAbsent(verdicts.candidate().kind(), _ -> new ArrayList<>())
                        .add(verdicts.candidate());
            }
        }
        return good.values().stream()
                .flatMap(each -> Corpus.some(Corpus.changes(each), EACH, SEED).stream())
                .toList();
    }

    private static List<Verdicts> judge(AzurePython azure, List<Candidate> candidates)
            throws IOException, InterruptedException {
        Map<String, Plumbline> plumbline = new TreeMap<>();
        for (String kind : Corpus.kinds()) {
            plumbline.put(kind, new Plumbline(DirectoryTree.of(folder.resolve(kind))));
        }
        List<String> questions = new ArrayList<>();
        List<Path> files = new ArrayList<>();
        for (Candidate candidate : candidates) {
            Path file =
                    folder.resolve(candidate.kind()).resolve("specs/spec-" + files.size() + ".yml");
            files.add(Files.writeString(file, JSON.writeValueAsString(candidate.document())));
            questions.add(
                    JSON.writeValueAsString(
                            Map.of("file", file.toString(), "kind", candidate.kind())));
        }
        List<String> answers = azure.run("judge.py", folder, questions);
        List<Verdicts> verdicts = new ArrayList<>();
        for (int i = 0; i < candidates.size(); i++) {
            Candidate candidate = candidates.get(i);
            JsonNode message = JSON.readTree(answers.get(i)).path("message");
            verdicts.add(
                    new Verdicts(
                            candidate,
                            Objects.requireNonNull(plumbline.get(candidate.kind()))
                                    .errors("specs/it.yml", Files.readString(files.get(i))),
                            message.asStringOpt()));
        }
        for (Path file : files) {
            Files.delete(file);
        }
        return verdicts;
    }

    @Test
    void theCorpusHasThousandsOfDocumentsOfBothSorts() {
        assertThat(tables.size() + changes.size()).isGreaterThan(2000);
        assertThat(changes).filteredOn(Verdicts::bothTake).hasSizeGreaterThan(500);
        assertThat(changes)
                .filteredOn(each -> !each.plumbline().isEmpty() && each.azure().isPresent())
                .hasSizeGreaterThan(500);
    }

    @Test
    void theTablesOfTheSchemasSayWhatAzureSays() {
        assertThat(tables)
                .filteredOn(each ->
                        each.candidate().noted().isPresent()
                                && !each.candidate()
                                        .noted()
                                        .equals(
                                                Optional.of(
                                                        each.azure().isEmpty()
                                                                ? "accepts"
                                                                : "refuses")))
                .isEmpty();
    }

    @Test
    void everyDifferenceHasAReason() throws IOException {
        List<Difference> known = Difference.all();
        List<Verdicts> judged = Stream.concat(tables.stream(), changes.stream()).toList();
        List<Verdicts> unexplained =
                judged.stream()
                        .filter(Verdicts::differ)
                        .filter(each -> each.candidate().noted().isEmpty())
                        .filter(each -> known.stream().noneMatch(row -> row.explains(each)))
                        .toList();
        assertThat(unexplained)
                .as("seed " + SEED + ", of " + judged.size() + " documents")
                .isEmpty();
    }
}
