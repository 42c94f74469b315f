package dev.plumbline.spec.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.resource.Value.Num;
import dev.plumbline.resource.Value.Text;
import dev.plumbline.spec.TestingSpecs;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Values that `plumbline.yml` puts into specs.
class SpecOverrideTest {
    @TempDir Path folder;
    private TestingSpecs specs;

    @BeforeEach
    void write() {
        specs =
                new TestingSpecs(folder)
                        .spec("fraud/endpoint.yml", "managedOnlineEndpoint", "name: fraud\n")
                        .spec("fraud/model.yml", "model", "name: fraud\n")
                        .spec(
                                "fraud/blue.yml",
                                "managedOnlineDeployment",
                                "name: blue\nendpoint_name: fraud\nmodel: azureml:fraud:1\ninstance_type: x\n")
                        .spec(
                                "fraud/green.yml",
                                "managedOnlineDeployment",
                                "name: green\nendpoint_name: fraud\nmodel: azureml:fraud:1\ninstance_type: x\n")
                        .spec(
                                "jobs/train.yml",
                                "commandJob",
                                "command: ls\nenvironment: azureml:e:1\n");
    }

    private TestingSpecs set(String... overrides) {
        return specs.file(
                "plumbline.yml",
                "workspaces:\n  - name: demo\n    set:\n      - "
                        + String.join("\n      - ", overrides)
                        + "\n");
    }

    @Test
    void filesAreNamedByGlobs() {
        set("{files: 'fraud/*e*.yml', values: {description: set}}");

        assertThat(specs.value("online-endpoint/fraud", "description")).isEqualTo(new Text("set"));
        assertThat(specs.value("model/fraud", "description")).isEqualTo(new Text("set"));
        assertThat(specs.resource("job/jobs/train").spec().has("description")).isFalse();
    }

    @Test
    void filesMayBeAList() {
        set("{files: [fraud/blue.yml, jobs/**], values: {description: set}}");

        assertThat(specs.value("online-deployment/fraud/blue", "description"))
                .isEqualTo(new Text("set"));
        assertThat(specs.value("job/jobs/train", "description")).isEqualTo(new Text("set"));
    }

    @Test
    void aResourceIsNamedByItsKindToo() {
        set("{resource: online-endpoint/fraud, values: {auth_mode: aad_token}}");

        assertThat(specs.problems()).noneMatch(problem -> problem.contains("auth_mode"));
        assertThat(specs.value("online-endpoint/fraud", "auth_mode"))
                .isEqualTo(new Text("aad_token"));
        assertThat(specs.resource("model/fraud").spec().has("auth_mode")).isFalse();
    }

    @Test
    void aDeploymentIsNamedWithItsEndpoint() {
        set("{resource: online-deployment/fraud/blue, values: {instance_count: 3}}");

        assertThat(specs.value("online-deployment/fraud/blue", "instance_count"))
                .isEqualTo(Num.of(3));
        assertThat(specs.resource("online-deployment/fraud/green").spec().has("instance_count"))
                .isFalse();
    }

    @Test
    void aJobWithoutANameIsNamedByItsPath() {
        specs.spec("jobs/train.old.yml", "commandJob", "command: ls\nenvironment: azureml:e:1\n");
        set("{resource: job/jobs/train, values: {description: set}}");

        assertThat(specs.value("job/jobs/train", "description")).isEqualTo(new Text("set"));
        assertThat(specs.resource("job/jobs/train.old").spec().has("description")).isFalse();
    }

    @Test
    void aDottedKeyReachesInside() {
        set("{files: fraud/blue.yml, values: {request_settings.request_timeout_ms: 9000}}");

        assertThat(
                        specs.value(
                                "online-deployment/fraud/blue",
                                "request_settings",
                                "request_timeout_ms"))
                .isEqualTo(Num.of(9000));
    }

    @Test
    void laterOverridesWinOverEarlierOnes() {
        set(
                "{files: fraud/blue.yml, values: {instance_count: 1}}",
                "{files: fraud/blue.yml, values: {instance_count: 2}}");

        assertThat(specs.value("online-deployment/fraud/blue", "instance_count"))
                .isEqualTo(Num.of(2));
    }

    @Test
    void valuesAreCheckedAsThoughTheyStoodInTheFile() {
        set("{files: fraud/blue.yml, values: {instance_count: two}}");

        assertThat(specs.problems())
                .anySatisfy(problem ->
                        assertThat(problem)
                                .startsWith("fraud/blue.yml:1:1: ")
                                .endsWith("instance_count is \"two\"; it must be an integer"));
    }

    @Test
    void anOverrideCompletesAPartialSpec() {
        specs.spec(
                "fraud/red.yml",
                "managedOnlineDeployment",
                "name: red\nmodel: azureml:fraud:1\ninstance_type: x\n");
        set("{files: fraud/red.yml, values: {endpoint_name: fraud}}");

        assertThat(specs.ids()).contains("online-deployment/fraud/red");
    }

    @Test
    void aWorkspaceIsNotTouchedByTheOverridesOfAnother() {
        specs.file(
                "plumbline.yml",
                """
                workspaces:
                  - name: staging
                    set: [{files: fraud/blue.yml, values: {instance_count: 1}}]
                  - name: prod
                    set: [{files: fraud/blue.yml, values: {instance_count: 5}}]
                """);

        assertThat(specs.load().workspaces())
                .extracting(workspace ->
                        workspace
                                .graph()
                                .get(ResourceId.deployment("fraud", "blue"))
                                .orElseThrow()
                                .spec()
                                .text("instance_count")
                                .orElseThrow())
                .containsExactly("1", "5");
    }

    @Test
    void valuesAreSetInTheOrderWritten() {
        Map<String, Value> values = new LinkedHashMap<>();
        for (int i = 0; i < 20; i++) {
            values.put("k" + i, Num.of(i));
        }

        Fields set =
                new SpecOverride(List.of(), Optional.empty(), values).apply(Fields.EMPTY).fields();

        assertThat(set.fields().keySet()).containsExactlyElementsOf(values.keySet());
    }

    @Test
    void aKeyOfDotsAloneIsAnUnknownKeyAndNoCrash() {
        set("{files: fraud/model.yml, values: {'.': 1}}");

        assertThat(specs.problems())
                .anySatisfy(
                        problem -> assertThat(problem).contains("\"\" is not a key of a model"));
    }
}
