package dev.plumbline.agent.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.agent.cli.PlumbFixture;
import dev.plumbline.agent.cli.world.Alone;
import dev.plumbline.agent.client.ApiPath;
import dev.plumbline.agent.demo.Demo;
import dev.plumbline.agent.run.AgentRun;
import dev.plumbline.agent.run.AgentSettings.Followed;
import dev.plumbline.agent.run.SpecFiles;
import dev.plumbline.gate.Floor;
import dev.plumbline.repository.RemoteAddress;
import dev.plumbline.repository.TestingRemote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// One agent with two repositories of three workspaces, one of which cannot be applied, and with
/// two repositories that cannot be used at all. Both repositories declare `model/sum`.
class ManyRepositoriesTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir Path folder;
    private TestingRemote fraud;
    private TestingRemote churn;

    @BeforeEach
    void open() {
        fraud =
                remote(
                        "fraud",
                        """
                        workspaces:
                          - {name: prod, platform: local, sync: {automated: true}}
                          - {name: elsewhere, platform: cluster, sync: {automated: true}}
                        """);
        churn =
                remote(
                        "churn",
                        "workspaces: [{name: prod, platform: local, sync: {automated: true}}]\n");
    }

    @AfterEach
    void close() {
        fraud.close();
        churn.close();
    }

    @Test
    void whatCannotBeUsedLeavesTheOthersWorking() throws IOException {
        try (RunningAgent agent = agent()) {
            awaitSynced(agent, "churn/prod");
            awaitSynced(agent, "fraud/prod");

            assertThat(status(agent, "fraud/elsewhere").path("message").asString())
                    .contains("the platform \"cluster\" is not configured");
            JsonNode faults = agent.get(ApiPath.of("workspaces")).path("faults");
            assertThat(faults.findValuesAsString("repository")).containsExactly("away", "wrong");
            assertThat(faults.findValuesAsString("message"))
                    .satisfiesExactly(
                            away -> assertThat(away).contains("there is no Git repository"),
                            wrong -> assertThat(wrong).contains("is no repository URL"));

            String commit = change(churn, "a second model");
            awaitCommit(agent, "churn/prod", commit);
        }
    }

    @Test
    void equalIdsInTwoRepositoriesAreTwoAssets() throws IOException {
        try (RunningAgent agent = agent()) {
            awaitSynced(agent, "churn/prod");
            awaitSynced(agent, "fraud/prod");
            awaitCommit(agent, "fraud/prod", change(fraud, "the next model"));

            assertThat(version(agent, "fraud")).isEqualTo("2");
            assertThat(version(agent, "churn")).isEqualTo("1");
        }
        assertThat(folder.resolve("data/ledger-heads/churn/prod")).exists();
        assertThat(folder.resolve("data/ledger-heads/fraud/prod")).exists();
    }

    @Test
    void aShortNameThatTwoHaveIsAnErrorThatNamesThem() throws IOException {
        try (RunningAgent agent = agent()) {
            awaitSynced(agent, "churn/prod");
            awaitSynced(agent, "fraud/prod");
            PlumbFixture plumb = plumb();

            assertThat(plumb(plumb, agent, "plan", "-w", "prod")).isEqualTo(1);
            assertThat(plumb.err())
                    .contains(
                            "\"prod\" is the name of several workspaces; write repository/workspace: churn/prod, fraud/prod\n");
            assertThat(plumb(plumb, agent, "plan", "-w", "churn/prod")).isZero();
            assertThat(plumb(plumb, agent, "history", "-w", "elsewhere")).isZero();
            assertThat(plumb(plumb, agent, "status")).isZero();
            assertThat(plumb.out())
                    .contains("churn/prod at ")
                    .contains("fraud/prod at ")
                    .contains("away: cannot be used: ");
        }
    }

    @Test
    void anAgentThatRunsOnceAppliesWhatItCanAndFails() throws IOException {
        Path config =
                Files.writeString(
                        folder.resolve("agent.yml"),
                        """
                        listen: {port: 0, serving_port: 0}
                        repositories:
                          - {name: away, url: %s/none}
                          - {name: churn, url: %s, branch: main}
                        """
                                .formatted(folder, churn.url()));
        PlumbFixture plumb = plumb();

        int exit =
                plumb.run(
                        "agent",
                        "--once",
                        "--config",
                        config.toString(),
                        "--data",
                        folder.resolve("data").toString());

        assertThat(exit).isEqualTo(1);
        assertThat(plumb.err()).contains("none: there is no Git repository").hasLineCount(1);
        assertThat(plumb.out()).contains("create model/sum: version 1");
    }

    private TestingRemote remote(String name, String plumblineYml) {
        TestingRemote remote =
                TestingRemote.create(folder.resolve(name + ".git"))
                        .file("plumbline.yml", plumblineYml)
                        .file(
                                "model.yml",
                                "{$schema: https://azuremlschemas.azureedge.net/latest/model.schema.json, name: sum, type: custom_model, path: model.bin}\n")
                        .file("model.bin", "the model of " + name);
        remote.commit("Declare a model");
        return remote;
    }

    private static String change(TestingRemote remote, String content) {
        return remote.file("model.bin", content).commit("Change the model").commit();
    }

    private RunningAgent agent() throws IOException {
        return RunningAgent.start(
                folder.resolve("data"),
                List.of(
                        followed("away", folder.resolve("none").toString()),
                        followed("churn", churn.url()),
                        followed("fraud", fraud.url()),
                        followed("wrong", "https:///nowhere")));
    }

    private static Followed followed(String name, String url) {
        return new Followed(
                name,
                RemoteAddress.of(url),
                Optional.empty(),
                Optional.of("main"),
                Duration.ofMillis(200),
                Floor.NONE,
                Optional.empty());
    }

    private PlumbFixture plumb() {
        return new PlumbFixture(folder, new Alone(new SpecFiles(), new AgentRun(), new Demo()));
    }

    private int plumb(PlumbFixture plumb, RunningAgent agent, String... arguments) {
        String[] all = new String[arguments.length + 4];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--server";
        all[arguments.length + 1] = agent.process().url();
        all[arguments.length + 2] = "--data";
        all[arguments.length + 3] = folder.resolve("data").toString();
        return plumb.run(all);
    }

    private static JsonNode status(RunningAgent agent, String workspace) {
        return agent.get(ApiPath.inWorkspace(Optional.of(workspace)));
    }

    private static void awaitSynced(RunningAgent agent, String workspace) {
        Awaitility.await(workspace + " synced")
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> status(agent, workspace).path("sync").asString().equals("Synced"));
    }

    private static void awaitCommit(RunningAgent agent, String workspace, String commit) {
        Awaitility.await(workspace + " at " + commit)
                .atMost(PATIENCE)
                .until(
                        () -> status(agent, workspace),
                        found ->
                                found.path("revision").asString().equals(commit)
                                        && found.path("sync").asString().equals("Synced"));
    }

    private static String version(RunningAgent agent, String repository) {
        return agent.get(
                        ApiPath.inWorkspace(
                                Optional.of(repository + "/prod"), "resources", "model/sum"))
                .path("version")
                .asString();
    }
}
