package dev.plumbline.agent.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.agent.api.ApiJson;
import dev.plumbline.agent.cli.world.Alone.DemoOptions;
import dev.plumbline.agent.cli.world.World;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.StreamSupport;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@Tag("slow")
class DemoTest {
    @TempDir private Path folder;

    @Test
    void theStoryIsToldAndTheTranscriptAgreesWithGit() throws Exception {
        StringWriter out = new StringWriter();
        World world =
                new World(
                        System.getenv(),
                        folder,
                        new ByteArrayInputStream(new byte[0]),
                        new PrintWriter(out),
                        new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                        false);
        Path data = folder.resolve("demo");

        int exit =
                new Demo()
                        .run(
                                new DemoOptions(
                                        Optional.of(data),
                                        OptionalInt.of(0),
                                        OptionalInt.of(0),
                                        true,
                                        true),
                                world);

        assertThat(exit).isZero();
        JsonNode chapters = ApiJson.MAPPER.readTree(out.toString()).path("chapters");
        assertThat(chapters.size()).isEqualTo(7);
        List<String> commits = commits(data.resolve("fraud-models.git"));
        chapters.valueStream()
                .forEach(chapter ->
                        assertThat(commits).contains(chapter.path("commit").asString("")));
        served(chapters.path(0).path("observed"));
        retrained(chapters.path(1).path("observed"));
        shifted(chapters.path(2).path("observed"));
        assertThat(chapters.path(3).path("observed").path("fields").size()).isEqualTo(2);
        refused(chapters.path(4).path("observed"));
        reverted(chapters.path(5).path("observed"));
        traced(chapters.path(6).path("observed"), chapters.path(0).path("commit").asString(""));
    }

    private static List<String> commits(Path bare) throws IOException {
        try (Git git = Git.open(bare.toFile())) {
            return StreamSupport.stream(
                            git.log().add(git.getRepository().resolve("main")).call().spliterator(),
                            false)
                    .map(RevCommit::name)
                    .toList();
        } catch (GitAPIException e) {
            throw new IOException(e);
        }
    }

    private static void served(JsonNode observed) {
        assertThat(observed.path("status").asInt()).isEqualTo(200);
        assertThat(observed.path("deployment").asString("")).isEqualTo("blue");
        assertThat(observed.path("registered").toString())
                .contains("model/fraud-detection-model:1");
        assertThat(observed.path("metrics").path("accuracy").asDouble()).isBetween(0.8, 1.0);
    }

    private static void retrained(JsonNode observed) {
        assertThat(observed.path("steps").propertyStream())
                .extracting(step -> step.getKey() + " " + step.getValue().asString(""))
                .containsExactlyInAnyOrder("prep reused", "train succeeded", "evaluate succeeded");
        assertThat(observed.path("registered").toString())
                .contains("model/fraud-detection-model:2");
    }

    private static void shifted(JsonNode observed) {
        assertThat(observed.at("/canary/failed").asInt()).isZero();
        assertThat(observed.at("/canary/answered/green").asInt()).isBetween(40, 180);
        assertThat(observed.at("/full/answered").toString()).isEqualTo("{\"green\":1000}");
    }

    private static void refused(JsonNode observed) {
        assertThat(observed.path("refused").asString(""))
                .contains("endpoints/green.yml:6:17: instance_count is \"two\"");
        assertThat(observed.at("/load/failed").asInt()).isZero();
    }

    private static void reverted(JsonNode observed) {
        assertThat(observed.at("/load/failed").asInt()).isZero();
        assertThat(observed.at("/after/answered").toString()).isEqualTo("{\"blue\":100}");
        assertThat(observed.path("runs").asInt()).isZero();
        assertThat(observed.path("model").asString("")).isEqualTo("1");
    }

    private static void traced(JsonNode observed, String firstCommit) {
        assertThat(observed.path("lineage").toString())
                .contains(
                        "model/fraud-detection-model:1",
                        "data/phishing-websites:1",
                        "commit/" + firstCommit,
                        "person/");
        assertThat(observed.path("ledger").size()).isGreaterThan(5);
    }
}
