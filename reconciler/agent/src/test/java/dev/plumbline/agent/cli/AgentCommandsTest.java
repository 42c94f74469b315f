package dev.plumbline.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.agent.api.InfoView;
import dev.plumbline.agent.api.Samples;
import dev.plumbline.agent.api.SyncView;
import dev.plumbline.agent.api.TestingControl;
import dev.plumbline.agent.api.TokenFile;
import dev.plumbline.agent.http.AgentFixture;
import dev.plumbline.agent.http.Mount;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AgentCommandsTest {
    /// Scores: answers with what it was asked.
    private static final Mount SCORING =
            new Mount(
                    "/endpoints",
                    Mount.Access.OPEN,
                    10_000,
                    request -> {
                        String text =
                                "{\"path\": \"%s\", \"key\": \"%s\", \"deployment\": \"%s\", \"body\": %s}"
                                        .formatted(
                                                request.path(),
                                                request.headers().get("authorization"),
                                                request.headers()
                                                        .getOrDefault(
                                                                "azureml-model-deployment", ""),
                                                new String(
                                                        request.body().readAllBytes(),
                                                        StandardCharsets.UTF_8));
                        int status = request.path().startsWith("/fraud/") ? 200 : 424;
                        var body = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
                        return new Mount.Answer(status, "application/json", body);
                    });

    @TempDir private Path folder;
    private AgentFixture agent;
    private PlumbFixture plumb;

    @BeforeEach
    void start() throws IOException {
        agent = new AgentFixture(SCORING);
        plumb =
                new PlumbFixture(folder)
                        .with("PLUMB_SERVER", agent.url())
                        .with("PLUMB_TOKEN", AgentFixture.TOKEN);
    }

    @AfterEach
    void stop() {
        agent.close();
    }

    @Test
    void importWritesAFileForEachResourceAndOverwritesNone() throws IOException {
        Files.createDirectory(folder.resolve(".git"));
        Path file = folder.resolve("specs/imported/online-endpoint/churn.yml");

        assertThat(plumb.run("import", "--into", "specs/imported")).isZero();
        assertThat(plumb.out())
                .contains("wrote specs/imported/online-endpoint/churn.yml: online-endpoint/churn");
        assertThat(file)
                .hasContent(
                        "# tags.key may be a secret and is left out\nname: churn\nauth_mode: key");

        Files.writeString(file, "mine");
        assertThat(plumb.run("import", "online-endpoint/churn", "--into", "specs/imported"))
                .isEqualTo(1);
        assertThat(plumb.err()).contains("is there already and is not overwritten");
        assertThat(file).hasContent("mine");
        assertThat(agent.control().acts())
                .containsExactly("import []", "import [online-endpoint/churn]");
    }

    @Test
    void statusIsATableOrOneDocument() {
        assertThat(plumb.run("status")).isZero();
        assertThat(plumb.out())
                .contains("fraud/staging at 2ab1f0c: OutOfSync, Degraded")
                .doesNotContain("\u001b");

        assertThat(plumb.run("status", "--output", "json")).isZero();
        assertThat(plumb.json().at("/workspaces").size()).isEqualTo(2);
        assertThat(plumb.err()).isEmpty();

        assertThat(plumb.run("status", "-w", "fraud/prod", "-o", "json")).isZero();
        assertThat(plumb.json().at("/workspaces/0/name").asString()).isEqualTo("fraud/prod");
    }

    @Test
    void coloursAreForTerminalsAlone() {
        plumb.onTerminal().run("status");
        assertThat(plumb.out()).contains("\u001b[31mDegraded");

        plumb.with("NO_COLOR", "1").run("status");
        assertThat(plumb.out()).doesNotContain("\u001b");
    }

    @Test
    void planTellsByItsExitCodeWhetherThereAreChanges() {
        assertThat(plumb.run("plan")).isEqualTo(2);
        assertThat(plumb.out()).contains("Plan: 1 to create");
        assertThat(plumb.run("plan", "--output", "json", "--workspace", "staging")).isEqualTo(2);
        assertThat(plumb.json().at("/workspaces/0/changes/0/action").asString())
                .isEqualTo("create");
        assertThat(plumb.run("plan", "--output", "markdown")).isEqualTo(2);

        agent.control().plan(Samples.emptyPlan());
        assertThat(plumb.run("plan")).isZero();

        assertThat(plumb.run("plan", "--revision", "broken")).isEqualTo(1);
        assertThat(plumb.err()).startsWith("plumb: endpoints/blue.yml:12:17");
        assertThat(plumb.run("plan", "--no-such-option")).isEqualTo(1);
        assertThat(plumb.run("plan", "--working-tree", ".")).isZero();
        assertThat(plumb.run("plan", "--working-tree", ".", "--revision", "main")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"SUCCEEDED, 0", "FAILED, 1", "HELD, 3", "SUPERSEDED, 1"})
    void aWaitingSyncEndsAsTheSyncDoes(SyncView.State end, int exit) {
        agent.control().syncEnds(end);

        assertThat(plumb.run("sync", "--wait", "--output", "json")).isEqualTo(exit);
        assertThat(plumb.json().at("/state").asString()).isEqualTo(end.word());
    }

    @Test
    void aSyncPassesOnWhatWasAsked() {
        int exit =
                plumb.run(
                        "sync",
                        "--revision",
                        "v1",
                        "--resource",
                        "model/fraud",
                        "--refresh",
                        "-w",
                        "staging");

        assertThat(exit).isZero();
        assertThat(plumb.out()).contains("queued").contains("plumb status");
        assertThat(agent.control().acts())
                .containsExactly(
                        "sync staging SyncRequest[revision=Optional[v1], resource=Optional[model/fraud], refresh=true, dryRun=false]");
    }

    @Test
    void aSyncThatTakesTooLongIsNotWaitedForForEver() {
        assertThat(plumb.run("sync", "--wait", "--timeout", "1ms")).isEqualTo(1);
        assertThat(plumb.err()).contains("sync s-17 is still").contains("it goes on");
    }

    @Test
    void waitingIsShownOnATerminalAndTakenBack() {
        plumb.onTerminal().run("sync", "--wait");

        assertThat(plumb.err())
                .contains("sync s-17: waits for the sync before it")
                .endsWith("\r\u001b[K");
    }

    @Test
    void diffFindsTheWorkspaceThatDeclaresTheResource() {
        assertThat(plumb.run("diff", "online-deployment/fraud/blue")).isZero();
        assertThat(plumb.out()).contains("instance_count: 1 -> 2");

        assertThat(plumb.run("diff", "model/none")).isEqualTo(1);
        assertThat(plumb.err()).contains("no workspace declares \"model/none\"");
    }

    @Test
    void approveShowsWhatWaitsAndApprovesNothing() {
        assertThat(plumb.run("approve")).isEqualTo(3);
        assertThat(plumb.out())
                .isEqualTo(
                        """
                        fraud/staging at 2ab1f0c

                          ~ online-endpoint/fraud  update, endpoints/fraud.yml
                              changed in Git
                              held for 2 h: online-endpoint/fraud needs 2 approvals from @ml-leads and has 1 (grace); run `plumb approve online-endpoint/fraud --workspace fraud/staging`

                        all of it: plumb approve --commit 2ab1f0c --workspace fraud/staging
                        """);
        assertThat(plumb.run("approve", "-w", "prod")).isZero();
        assertThat(plumb.out()).isEqualTo("nothing waits for approvals\n");
        assertThat(agent.control().acts()).isEmpty();
    }

    @Test
    void approvePassesOnWhatWasNamed() {
        assertThat(
                        plumb.run(
                                "approve",
                                "online-endpoint/fraud",
                                "-w",
                                "fraud/staging",
                                "--comment",
                                "seen"))
                .isZero();
        assertThat(plumb.out())
                .isEqualTo(
                        """
                        grace approved in fraud/staging at 2ab1f0c:
                          update online-endpoint/fraud
                        """);
        plumb.run("approve", "--commit", "2ab1f0c");
        plumb.run("approve", "--revoke", "-o", "json");

        assertThat(plumb.json().at("/changes/0/id").asString()).isEqualTo("online-endpoint/fraud");
        assertThat(agent.control().acts())
                .containsExactly(
                        "approve fraud/staging ApprovalRequest[resources=Optional[[online-endpoint/fraud]], commit=Optional.empty, comment=Optional[seen], revoke=false] by ada",
                        "approve any ApprovalRequest[resources=Optional[[]], commit=Optional[2ab1f0c], comment=Optional.empty, revoke=false] by ada",
                        "approve any ApprovalRequest[resources=Optional[[]], commit=Optional.empty, comment=Optional.empty, revoke=true] by ada");
    }

    @Test
    void anAuditFailsWhenSomethingIsWrong() {
        assertThat(plumb.run("audit")).isZero();
        assertThat(plumb.out()).contains("fraud/prod: sound", "does not prove");

        assertThat(plumb.run("audit", "-w", "prod")).isEqualTo(1);
        assertThat(plumb.out()).contains("2 problems", "another branch");

        assertThat(plumb.run("audit", "-w", "prod", "-o", "json")).isEqualTo(1);
        assertThat(plumb.json().at("/sound").asBoolean()).isFalse();
        assertThat(plumb.json().at("/workspaces/0/findings").size()).isEqualTo(2);
    }

    @Test
    void historyAndRunsAndLineageAreShown() {
        assertThat(plumb.run("history", "--limit", "1")).isZero();
        assertThat(plumb.out())
                .contains("approved by grace")
                .doesNotContain("Declare the endpoint");
        assertThat(plumb.run("runs", "job/jobs/train-pipeline")).isZero();
        assertThat(plumb.out()).contains("- train");
        assertThat(plumb.run("lineage", "model/fraud-detection-model:2")).isZero();
        assertThat(plumb.out()).contains("registered by run");
        assertThat(plumb.run("lineage", "model/fraud-detection-model:2", "-o", "openlineage"))
                .isZero();
        assertThat(plumb.json().at("/0/eventType").asString()).isEqualTo("START");
        assertThat(plumb.run("lineage", "model/fraud-detection-model:2", "-o", "dot")).isZero();
        assertThat(plumb.out()).startsWith("digraph");
    }

    @Test
    void modelsAreListedShownAndCompared() {
        assertThat(plumb.run("models", "list", "--limit", "5")).isZero();
        assertThat(plumb.out()).contains("fraud:4").contains("auc=0.93");
        assertThat(plumb.run("models", "show", "fraud:3", "-w", "prod")).isZero();
        assertThat(plumb.out()).startsWith("fraud:3 in fraud/prod");
        assertThat(plumb.run("models", "compare", "fraud", "3", "4", "-o", "json")).isZero();
        assertThat(plumb.json().at("/rows/0/verdict").asString()).isEqualTo("better");
        assertThat(plumb.json().at("/to/run/id").asString()).isEqualTo("train-4");
        assertThat(plumb.run("models")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3f9c2ab", "job/jobs/train-pipeline"})
    void aLogIsPrintedToItsEnd(String run) {
        assertThat(plumb.run("logs", run, "--follow")).isZero();
        assertThat(plumb.out()).isEqualTo(TestingControl.LOG);
    }

    @Test
    void runsAreRepeatedAndStoppedByWhomTheTokenNames() {
        plumb.with("USER", "mallory");

        assertThat(plumb.run("rerun", "job/jobs/train-pipeline")).isZero();
        assertThat(plumb.run("cancel", "3f9c2ab")).isZero();
        assertThat(agent.control().acts())
                .containsExactly("rerun job/jobs/train-pipeline by ada", "cancel 3f9c2ab by ada");
    }

    @Test
    void anEndpointIsAskedWithItsKey() throws IOException {
        agent.control().info(new InfoView("0.1.0", agent.url(), List.of(), folder.toString()));
        Files.writeString(folder.resolve("request.json"), "[1]");

        assertThat(plumb.run("invoke", "fraud", "--data", "request.json", "--deployment", "green"))
                .isZero();
        assertThat(plumb.json().toString())
                .isEqualTo(
                        "{\"path\":\"/fraud/score\",\"key\":\"Bearer key-one\",\"deployment\":\"green\",\"body\":[1]}");

        assertThat(plumb.input("[2]").run("invoke", "fraud", "--data", "-")).isZero();
        assertThat(plumb.json().at("/body/0").asInt()).isEqualTo(2);

        assertThat(plumb.run("invoke", "other", "--data", "request.json")).isEqualTo(1);
        assertThat(plumb.err()).contains("endpoint other answered 424");
        assertThat(plumb.run("invoke", "fraud", "--data", "none.json")).isEqualTo(1);
        assertThat(plumb.err()).contains("\"none.json\" is not there");
    }

    @Test
    void theTokenOfALocalAgentIsFoundWhereItSays() throws IOException {
        PlumbFixture without = new PlumbFixture(folder).with("PLUMB_SERVER", agent.url());
        agent.control().info(new InfoView("0.1.0", agent.url(), List.of(), folder.toString()));
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));

        assertThat(without.run("keys", "fraud")).isEqualTo(1);
        assertThat(without.err()).contains("needs the agent's token").contains("PLUMB_TOKEN");

        Files.writeString(folder.resolve("token"), AgentFixture.TOKEN);
        assertThat(without.run("keys", "fraud", "-o", "json")).isZero();
        assertThat(without.json().at("/primary").asString()).isEqualTo("key-one");

        TokenFile.ensure(elsewhere);
        assertThat(without.run("keys", "fraud", "--data", elsewhere.toString())).isEqualTo(1);
    }

    @Test
    void noAgentIsSaidWithWhatToDo() {
        PlumbFixture alone = new PlumbFixture(folder);
        agent.close();

        assertThat(alone.run("status", "--server", agent.url() + "/")).isEqualTo(1);
        assertThat(alone.out()).isEmpty();
        assertThat(alone.err())
                .isEqualTo(
                        "plumb: no agent answers at %s; start one with `plumb agent --repo URL`, or point --server at yours%n"
                                .formatted(agent.url()));

        assertThat(alone.run("status", "--server", agent.url(), "--output=json")).isEqualTo(1);
        assertThat(alone.json().at("/error/code").asString()).isEqualTo("unreachable");
    }
}
