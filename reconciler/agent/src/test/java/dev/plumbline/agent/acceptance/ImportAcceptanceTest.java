package dev.plumbline.agent.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.agent.cli.PlumbFixture;
import dev.plumbline.agent.client.ApiPath;
import dev.plumbline.repository.Revision;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What is on the platform and declared nowhere is imported: once that is committed, nothing is
/// left to change.
class ImportAcceptanceTest {
    @TempDir Path folder;
    private TestingWorkspace workspace;
    private RunningAgent agent;
    private Path tree;
    private PlumbFixture plumb;

    @BeforeEach
    void orphanEverything() throws Exception {
        workspace = new TestingWorkspace(folder);
        workspace.job("echo ok > ${{outputs.model}}/m");
        workspace.remote.file(
                "plumbline.yml",
                "workspaces: [{name: staging, sync: {prune: false, grace_period: 1s}}]\n");
        workspace.remote.file(
                "blue.yml",
                """
                $schema: https://azuremlschemas.azureedge.net/latest/managedOnlineDeployment.schema.json
                name: blue
                endpoint_name: fraud
                model: azureml:sum:1
                instance_type: Standard_DS3_v2
                instance_count: 2
                environment_variables: {LEVEL: info}
                """);
        Revision whole = workspace.remote.commit("Train and serve");
        agent = RunningAgent.start(folder.resolve("data"), workspace.remote.url());
        agent.awaitApplied(whole.commit());
        for (String path :
                List.of("model.yml", "endpoint.yml", "blue.yml", "env.yml", "jobs/train.yml")) {
            workspace.remote.without(path);
        }
        workspace.remote.commit("Forget it all");
        agent.process()
                .platform()
                .endpoints()
                .patch(
                        ResourceId.parse(TestingWorkspace.BLUE),
                        new Fields(
                                Map.of(
                                        "environment_variables",
                                        new Fields(
                                                Map.of(
                                                        "LEVEL",
                                                        Value.text("info"),
                                                        "API_TOKEN",
                                                        Value.text("hush"))))),
                        "ada");
        tree = Files.createDirectory(folder.resolve("tree"));
        Files.createDirectory(tree.resolve(".git"));
        workspace.remote.writeTo(tree);
        plumb =
                new PlumbFixture(tree)
                        .with("PLUMB_SERVER", agent.process().url())
                        .with("PLUMB_TOKEN", agent.token());
    }

    @AfterEach
    void stop() throws Exception {
        agent.close();
        workspace.close();
    }

    private Map<String, String> imported() throws IOException {
        try (Stream<Path> files = Files.walk(tree.resolve("imported"))) {
            return files.filter(Files::isRegularFile)
                    .collect(
                            Collectors.toMap(
                                    file -> tree.relativize(file).toString(),
                                    ImportAcceptanceTest::read));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// But for the job, which is not imported without being named.
    private static List<String> changes(JsonNode plan) {
        return plan.at("/workspaces/0/changes")
                .valueStream()
                .map(JsonNode::toString)
                .filter(change -> !change.contains("\"job/jobs/train\""))
                .toList();
    }

    @Test
    void theImportedSpecsAreWhatIsThere() throws Exception {
        Awaitility.await("the commit that forgets")
                .until(
                        () ->
                                agent.post(ApiPath.of("import"), Map.of("folder", "imported"))
                                        .path("specs")
                                        .size(),
                        size -> size == 5);

        assertThat(plumb.run("import", "--into", "imported")).as(plumb.err()).isZero();

        Map<String, String> files = imported();
        assertThat(files)
                .containsOnlyKeys(
                        "imported/environment/plain.yml",
                        "imported/model/sum.yml",
                        "imported/model/trained.yml",
                        "imported/online-deployment/fraud/blue.yml",
                        "imported/online-endpoint/fraud.yml");
        assertThat(files.get("imported/online-endpoint/fraud.yml")).contains("blue: 100");
        assertThat(files.get("imported/model/trained.yml")).contains("azureml://jobs/");
        assertThat(files.get("imported/online-deployment/fraud/blue.yml"))
                .contains("API_TOKEN may be a secret", "LEVEL: info")
                .doesNotContain("hush");
        assertThat(changes(agent.post(ApiPath.of("plan"), Map.of("folder", tree.toString()))))
                .isEmpty();

        files.forEach(workspace.remote::file);
        String commit = workspace.remote.commit("Import it").commit();
        Awaitility.await("the imported specs")
                .until(
                        () ->
                                agent.get(ApiPath.of("workspaces"))
                                        .at("/workspaces/0/revision")
                                        .asString(""),
                        commit::equals);
        assertThat(changes(agent.get(ApiPath.of("plan")))).isEmpty();
        assertThat(plumb.run("import", "--into", "again")).isZero();
        assertThat(plumb.out()).contains("holds nothing that is declared nowhere");
    }
}
