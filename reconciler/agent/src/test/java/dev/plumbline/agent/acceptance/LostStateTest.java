package dev.plumbline.agent.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.agent.client.ApiPath;
import dev.plumbline.repository.Revision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What an agent knows comes from Git and from the platform; what it keeps beside them may be lost.
@Tag("slow")
class LostStateTest {
    @TempDir Path folder;
    private TestingWorkspace workspace;
    private Revision first;

    @BeforeEach
    void commit() {
        workspace = new TestingWorkspace(folder);
        workspace.job("echo ok > ${{outputs.model}}/m");
        first = workspace.remote.commit("Train and serve");
    }

    @AfterEach
    void close() {
        workspace.close();
    }

    @Test
    void withoutItsCloneTheAgentPlansNoChangesAndStillSeesARemovedField() throws Exception {
        Path data = folder.resolve("data");
        try (RunningAgent agent = RunningAgent.start(data, workspace.remote.url())) {
            agent.awaitApplied(first.commit());
        }
        delete(data.resolve("repositories"));

        try (RunningAgent agent = RunningAgent.start(data, workspace.remote.url())) {
            agent.awaitApplied(first.commit());
            assertThat(agent.get(ApiPath.of("plan")).at("/workspaces/0/changes").size()).isZero();

            Path tree = checkOut();
            JsonNode same = agent.post(ApiPath.of("plan"), Map.of("folder", tree.toString()));
            assertThat(same.at("/workspaces/0/changes").size()).as(same.toString()).isZero();

            Path blue = tree.resolve("blue.yml");
            Files.writeString(blue, Files.readString(blue).replace("instance_count: 2\n", ""));
            JsonNode changed = agent.post(ApiPath.of("plan"), Map.of("folder", tree.toString()));
            assertThat(changed.at("/workspaces/0/changes"))
                    .singleElement()
                    .satisfies(change -> {
                        assertThat(change.path("id").asString("")).isEqualTo(TestingWorkspace.BLUE);
                        assertThat(change.at("/fields/0/path").asString(""))
                                .isEqualTo("instance_count");
                    });
        }
    }

    @Test
    void aDescriptionIsEditedInPlace() throws Exception {
        Path data = folder.resolve("data");
        try (RunningAgent agent = RunningAgent.start(data, workspace.remote.url())) {
            agent.awaitApplied(first.commit());
            List<String> versions = versions(data);
            workspace
                    .remote
                    .file("endpoint.yml", TestingWorkspace.endpoint("Adds up two numbers"))
                    .file(
                            "model.yml",
                            "{name: sum, version: 1, type: custom_model, path: model.onnx, description: A sum}\n");

            Revision second = workspace.remote.commit("Say it better");
            agent.awaitApplied(second.commit());

            JsonNode history = agent.get(ApiPath.of("history"));
            assertThat(history.at("/syncs/0/revision").asString("")).isEqualTo(second.commit());
            assertThat(history.at("/syncs/0/changes").valueStream())
                    .extracting(change ->
                            change.path("action").asString("")
                                    + " "
                                    + change.path("id").asString(""))
                    .containsExactlyInAnyOrder("update model/sum", "update online-endpoint/fraud");
            assertThat(versions(data)).isEqualTo(versions);
            assertThat(LocalDatabase.column(data, "SELECT id FROM job_runs")).hasSize(1);
            assertThat(
                            LocalDatabase.column(
                                    data, "SELECT spec FROM asset_version WHERE name = 'sum'"))
                    .singleElement()
                    .asString()
                    .contains("A sum");
        }
    }

    private static List<String> versions(Path data) throws Exception {
        return LocalDatabase.column(
                data, "SELECT kind || '/' || name || ':' || version FROM asset_version ORDER BY 1");
    }

    private Path checkOut() throws IOException {
        Path tree = Files.createDirectories(folder.resolve("tree"));
        workspace.remote.writeTo(tree);
        return tree;
    }

    private static void delete(Path folder) throws IOException {
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(folder)) {
            paths = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : paths) {
            Files.delete(path);
        }
    }
}
