package dev.plumbline.local.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.local.tracking.protocol.Client;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who may change what.
class MlflowAccessTest {
    @TempDir private Path folder;

    private TestingTracking tracking;

    @BeforeEach
    void open() {
        tracking = new TestingTracking(folder);
    }

    @AfterEach
    void close() {
        tracking.close();
    }

    @Test
    void aRunThatNoJobStartedIsOfNoCommit() {
        assertThat(tracking.store.tags(tracking.run())).containsEntry("plumbline.commit", "none");
    }

    @Test
    void whatAJobsScriptMakesIsOfItsCommit() {
        tracking.job("train-1");

        assertThat(tracking.store.tags(tracking.run()))
                .containsEntry("plumbline.commit", "c0ffee")
                .containsEntry("plumbline.job", "job/train")
                .containsEntry("plumbline.run", "train-1")
                .containsEntry("plumbline.workspace", "fraud/staging");
    }

    @Test
    void aJobWritesItsOwnRunsAndThoseAlone() {
        String others = tracking.run();
        String job = tracking.job("train-1");
        String nested = tracking.run();

        log(job);
        log(nested);

        assertThat(refusal(others))
                .isEqualTo(
                        "PERMISSION_DENIED: the run \"%s\" was not made by this job; a job's token writes what its own scripts made: start a run of your own, or pass the agent's token in MLFLOW_TRACKING_TOKEN"
                                .formatted(others));
    }

    @Test
    void aJobsTokenWritesNothingOnceItHasEnded() {
        String job = tracking.job("train-1");
        String nested = tracking.run();
        tracking.store.endRun(job, RunStatus.FINISHED, TestingTracking.NOW);

        assertThat(refusal(nested)).contains("the job whose token this is has ended");
        assertThat(
                        tracking.refusal(
                                403,
                                tracking.call(
                                        "POST", "runs/create", "", "{\"experiment_id\": \"0\"}")))
                .contains("the job whose token this is has ended");
    }

    @Test
    void aTokenForOneWorkspaceWritesThatOnesRuns() {
        String free = tracking.run();
        String job = tracking.job("train-1");
        tracking.as(new Client.Person("ci", Set.of(TestingTracking.WORKSPACE)));

        log(job);

        assertThat(refusal(free)).contains("is not of fraud/staging, which the token of ci is for");
        tracking.as(new Client.Person("ci", Set.of("other/prod")));
        assertThat(refusal(job)).contains("is not of other/prod");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    runs/set-tag                       | {"run_id": "RUN", "key": "plumbline.commit", "value": "x"}
                    runs/set-tag                       | {"run_id": "RUN", "key": "Plumbline.x", "value": "x"}
                    runs/delete-tag                    | {"run_id": "RUN", "key": "plumbline.commit"}
                    runs/log-batch                     | {"run_id": "RUN", "tags": [{"key": "plumbline.run", "value": "x"}]}
                    runs/create                        | {"experiment_id": "0", "tags": [{"key": "plumbline.run", "value": "x"}]}
                    experiments/set-experiment-tag     | {"experiment_id": "0", "key": "plumbline.x", "value": "x"}
                    experiments/create                 | {"name": "x", "tags": [{"key": "plumbline.run", "value": "x"}]}
                    registered-models/create           | {"name": "x", "tags": [{"key": "plumbline.run", "value": "x"}]}
                    logged-models                      | {"experiment_id": "0", "tags": [{"key": "plumbline.run", "value": "x"}]}
                    """)
    void nobodyWritesPlumblinesOwnTags(String call, String body) {
        String run = tracking.run();

        assertThat(tracking.refusal(400, tracking.call("POST", call, "", body.replace("RUN", run))))
                .startsWith("INVALID_PARAMETER_VALUE: the tag \"")
                .contains("cannot be written: tags that begin with \"plumbline.\"");
    }

    @Test
    void aReaderReadsAndSearches() {
        String run = tracking.run();
        tracking.as(new Client.Reader());

        assertThat(tracking.get("runs/get", "run_id=" + run).path("run")).isNotEmpty();
        assertThat(tracking.post("runs/search", "{\"experiment_ids\": [\"0\"]}").path("runs"))
                .hasSize(1);
        assertThat(
                        tracking.refusal(
                                401,
                                tracking.call(
                                        "POST", "runs/create", "", "{\"experiment_id\": \"0\"}")))
                .startsWith("UNAUTHENTICATED: changes need a token");
    }

    @Test
    void filesAreWrittenByWhoMayWriteTheirRun() {
        String run = tracking.run();
        tracking.job("train-1");
        String path = "/api/2.0/mlflow-artifacts/artifacts/0/%s/artifacts/a.txt".formatted(run);

        assertThat(tracking.refusal(403, tracking.send("PUT", path, Map.of(), "x")))
                .startsWith("PERMISSION_DENIED");
    }

    @Test
    void aTokenIsTheSameAfterARestartAndNobodyElseCanMakeIt() throws Exception {
        Path file = folder.resolve("keys/run-tokens.key");
        String run = "a".repeat(32);
        String token = RunTokens.in(file).token(run);

        assertThat(RunTokens.in(file).tree(token)).contains(run);
        assertThat(RunTokens.in(file).tree(token.replace("aaaa", "aaab"))).isEmpty();
        assertThat(RunTokens.in(folder.resolve("other.key")).tree(token)).isEmpty();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    private void log(String run) {
        tracking.post(
                "runs/log-metric",
                "{\"run_id\": \"%s\", \"key\": \"a\", \"value\": 1}".formatted(run));
    }

    private String refusal(String run) {
        return tracking.refusal(
                403,
                tracking.call(
                        "POST",
                        "runs/log-metric",
                        "",
                        "{\"run_id\": \"%s\", \"key\": \"a\", \"value\": 1}".formatted(run)));
    }
}
