package dev.plumbline.spec.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.spec.TestingSpecs;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Deployments and the endpoints and scripts that they name, of kinds that are applied and of
/// others.
class DeploymentTest {
    @TempDir Path folder;
    private TestingSpecs specs;

    @BeforeEach
    void write() {
        specs =
                new TestingSpecs(folder)
                        .file(
                                "plumbline.yml",
                                "workspaces: [{name: w, platform: local, include: ['**']}]\n")
                        .file("src/score.py", "def init(): pass\n")
                        .spec("endpoint.yml", "managedOnlineEndpoint", "name: fraud-scoring\n")
                        .spec("batch.yml", "batchEndpoint", "name: fraud-batch\n");
    }

    private void deployment(String endpoint, String script) {
        specs.spec(
                "blue.yml",
                "managedOnlineDeployment",
                """
                name: blue
                endpoint_name: %s
                model: azureml:fraud:1
                instance_type: x
                code_configuration: {code: ./src, scoring_script: %s}
                """
                        .formatted(endpoint, script));
    }

    @ParameterizedTest
    @ValueSource(strings = {"fraud-scoring", "somewhere-else", "fraud-scoring2"})
    void anEndpointIsDeclaredOrMayBeOnThePlatform(String endpoint) {
        deployment(endpoint, "./score.py");

        assertThat(specs.load().isValid()).isTrue();
    }

    @Test
    void anEndpointOfNearlyTheNameIsMeant() {
        deployment("fraud-scorin", "score.py");

        assertThat(specs.problems())
                .contains(
                        "blue.yml:3:16: endpoint_name is \"fraud-scorin\", which no file declares; did you mean \"fraud-scoring\"?");
    }

    @Test
    void withoutPlumblineYmlThatIsAWarning() {
        specs.without("plumbline.yml");
        deployment("fraud-scorin", "score.py");

        assertThat(specs.load().isValid()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "scores.py, '; did you mean \"score.py\"?'",
        "main.py, '; add it or correct the path'"
    })
    void theScoringScriptIsInTheCode(String script, String remedy) {
        deployment("fraud-scoring", script);

        assertThat(specs.problems())
                .containsExactly(
                        "batch.yml:1:10: a batch endpoint is known, but this version does not apply it; it is left alone",
                        "blue.yml:6:51: code_configuration.scoring_script is \""
                                + script
                                + "\", but the code in src holds no such file"
                                + remedy);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{blue: 100} | {blue: 10} | endpoint.yml:4:18: mirror_traffic goes to \"blue\", which takes live traffic already; mirror to a deployment whose traffic is 0",
                "{blue: 90} | {} | endpoint.yml:3:10: traffic sums to 90; the weights must sum to 100, or to 0 for no traffic"
            })
    void trafficIsLiveOrMirrored(String traffic, String mirrored, String problem) {
        deployment("fraud-scoring", "score.py");
        specs.spec(
                "endpoint.yml",
                "managedOnlineEndpoint",
                "name: fraud-scoring\ntraffic: "
                        + traffic
                        + "\nmirror_traffic: "
                        + mirrored
                        + "\n");

        assertThat(specs.problems()).contains(problem).hasSize(2);
    }

    @Test
    void whatABatchDeploymentRefersToIsLookedForThoughItLacksSomething() {
        specs.spec(
                "day.yml",
                "modelBatchDeployment",
                "name: day\nendpoint_name: fraud-batch\ntype: model\nmodel: azureml:m:1:2\n");

        assertThat(specs.problems())
                .contains(
                        "day.yml:5:8: model is \"azureml:m:1:2\", which names no model and version; write azureml:<name>:<version> or azureml:<name>@<label>");
    }

    @Test
    void whatASweepAndAScheduleReferToIsLookedFor() {
        specs.spec(
                        "sweep.yml",
                        "sweepJob",
                        """
                        type: sweep
                        trial: {command: ls, code: ./sources, environment: 'azureml:e:1'}
                        compute: azureml:cpu:1
                        search_space: {a: {type: choice, values: [1]}}
                        objective: {goal: maximize, primary_metric: auc}
                        sampling_algorithm: random
                        """)
                .spec(
                        "nightly.yml",
                        "schedule",
                        "name: nightly\ntrigger: {type: cron, expression: 0 0 * * *}\ncreate_job: ./trian.yml\n")
                .spec(
                        "train.yml",
                        "pipelineJob",
                        "type: pipeline\njobs: {a: {command: ls, environment: 'azureml:e:1'}}\n");

        assertThat(
                        specs.load().problems().stream()
                                .filter(each -> each.isError())
                                .map(Object::toString))
                .containsExactly(
                        "nightly.yml:4:13: create_job is \"./trian.yml\", but trian.yml is not in the repository; did you mean train.yml?",
                        "sweep.yml:3:28: trial.code is \"./sources\", but sources is not in the repository; add it or correct the path",
                        "sweep.yml:4:10: compute is \"azureml:cpu:1\", but a compute has no version; write azureml:<name>");
    }
}
