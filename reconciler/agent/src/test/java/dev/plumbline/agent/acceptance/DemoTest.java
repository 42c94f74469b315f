package dev.plumbline.agent.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.agent.api.ApiJson;
import dev.plumbline.agent.cli.world.Alone.DemoOptions;
import dev.plumbline.agent.cli.world.World;
import dev.plumbline.agent.client.ApiPath;
import dev.plumbline.agent.demo.Demo;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
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
    void theTranscriptAgreesWithGitTheDatabaseAndTheApi() throws Exception {
        StringWriter out = new StringWriter();
        World world =
                new World(
                        System.getenv(),
                        folder,
                        new ByteArrayInputStream(new byte[0]),
                        new PrintWriter(out),
                        new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                        false,
                        InstantSource.system());
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
        agreesWithTheDatabase(chapters, data.resolve("agent"));
        agreesWithTheApi(chapters, data);
    }

    private static void agreesWithTheDatabase(JsonNode chapters, Path data) throws SQLException {
        assertThat(
                        LocalDatabase.column(
                                data,
                                "SELECT kind || '/' || name || ':' || version || ' of ' || run"
                                        + " FROM asset_version WHERE run IS NOT NULL ORDER BY version"))
                .containsExactly(registered(chapters.path(0)), registered(chapters.path(1)));
        assertThat(LocalDatabase.column(data, "SELECT status FROM job_runs"))
                .containsExactly("SUCCEEDED", "SUCCEEDED");
        assertThat(
                        LocalDatabase.column(
                                data,
                                "SELECT name || ' ' || status FROM job_steps WHERE run = '"
                                        + run(chapters.path(1))
                                        + "'"))
                .containsExactlyInAnyOrder("prep REUSED", "train SUCCEEDED", "evaluate SUCCEEDED");
        assertThat(LocalDatabase.column(data, "SELECT fields FROM service WHERE kind = 'traffic'"))
                .singleElement()
                .asString()
                .contains("\"blue\":100")
                .doesNotContain("green");
    }

    private static String registered(JsonNode chapter) {
        return chapter.at("/observed/registered/0").asString("") + " of " + run(chapter);
    }

    private static String run(JsonNode chapter) {
        return chapter.at("/observed/run").asString("");
    }

    /// What a later agent tells of the story is what the transcript told.
    private static void agreesWithTheApi(JsonNode chapters, Path data) throws IOException {
        try (RunningAgent agent =
                RunningAgent.start(
                        data.resolve("agent"), data.resolve("fraud-models.git").toString())) {
            agent.awaitApplied(chapters.path(6).path("commit").asString(""));
            assertThat(agent.get(ApiPath.of("plan")).at("/workspaces/0/changes").valueStream())
                    .as("nothing but what is kept for an undo")
                    .allMatch(change -> change.path("held").asString("").startsWith("kept warm"));
            assertThat(agent.get(ApiPath.of("runs")).path("runs").valueStream())
                    .extracting(run -> run.path("id").asString(""))
                    .containsExactly(run(chapters.path(1)), run(chapters.path(0)));
            assertThat(
                            agent.get(
                                            ApiPath.of(
                                                    "lineage",
                                                    "online-deployment/fraud-detection-endpoint/blue"))
                                    .path("nodes")
                                    .valueStream()
                                    .map(node -> node.path("id").asString("")))
                    .containsExactlyElementsOf(
                            chapters.at("/6/observed/lineage")
                                    .valueStream()
                                    .map(id -> id.asString(""))
                                    .toList());
            List<String> synced =
                    agent.get(ApiPath.of("history"))
                            .path("syncs")
                            .valueStream()
                            .filter(sync -> sync.path("outcome").asString("").equals("succeeded"))
                            .map(sync -> sync.path("revision").asString(""))
                            .toList();
            assertThat(synced)
                    .containsAll(
                            List.of(
                                    chapters.path(0).path("commit").asString(""),
                                    chapters.path(1).path("commit").asString(""),
                                    chapters.path(2).path("commit").asString(""),
                                    chapters.path(5).path("commit").asString("")))
                    .doesNotContain(chapters.path(4).path("commit").asString(""));
        }
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
