package dev.plumbline.local.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.local.assets.AssetVersion;
import dev.plumbline.local.assets.Registration;
import dev.plumbline.local.assets.Standing;
import dev.plumbline.local.tracking.protocol.Client;
import dev.plumbline.platform.Observed;
import dev.plumbline.platform.Owner;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// MLflow's model registry over the platform's assets.
class MlflowModelsTest {
    private static final ResourceId FRAUD = new ResourceId(Kind.MODEL, "fraud");

    @TempDir private Path folder;

    private TestingTracking tracking;
    private TestingModels models;

    @BeforeEach
    void open() {
        tracking = new TestingTracking(folder);
        models = new TestingModels(tracking);
    }

    @AfterEach
    void close() {
        tracking.close();
    }

    @Test
    void aModelThatAScriptRegistersIsAVersionOfTheAssetByThatRun() {
        String run = tracking.job("train-1");
        tracking.post(
                "runs/log-metric",
                "{\"run_id\": \"%s\", \"key\": \"auc\", \"value\": 0.9}".formatted(run));
        models.create("fraud");

        JsonNode version = models.register("fraud", run);

        assertThat(version.path("version").asString()).isEqualTo("1");
        assertThat(version.path("run_id").asString()).isEqualTo(run);
        assertThat(version.path("status").asString()).isEqualTo("READY");
        AssetVersion asset = tracking.assets.versions(FRAUD).getFirst();
        assertThat(asset.type()).isEqualTo("mlflow_model");
        assertThat(asset.artifact()).isPresent();
        assertThat(asset.metrics()).containsEntry("auc", 0.9);
        assertThat(tracking.assets.observe(_ -> Standing.HEALTHY).get(FRAUD))
                .isInstanceOfSatisfying(
                        Observed.Asset.class,
                        observed ->
                                assertThat(observed.versions().getFirst().run())
                                        .contains("train-1"));
        assertThat(tracking.registrations).hasValue(1);
    }

    @Test
    void eachRegistrationIsTheNextVersionAlsoOfTheSameFiles() {
        String run = tracking.job("train-1");
        models.create("fraud");

        models.register("fraud", run);
        JsonNode second = models.register("fraud", run);

        assertThat(second.path("version").asString()).isEqualTo("2");
        assertThat(tracking.assets.versions(FRAUD)).hasSize(2);
        assertThat(models.model("fraud").path("latest_versions").path(0).path("version").asString())
                .isEqualTo("2");
    }

    @Test
    void aVersionStaysWhenTheFilesOfItsRunAreDeleted() throws Exception {
        String run = tracking.job("train-1");
        models.create("fraud");
        models.register("fraud", run);
        tracking.send(
                "DELETE",
                "/api/2.0/mlflow-artifacts/artifacts/1/%s/artifacts/model".formatted(run),
                Map.of(),
                "");

        String uri =
                tracking.get("model-versions/get-download-uri", "name=fraud&version=1")
                        .path("artifact_uri")
                        .asString();
        String path = uri.substring("mlflow-artifacts:".length());

        assertThat(uri).isEqualTo("mlflow-artifacts:/models/fraud/staging/fraud/1");
        assertThat(
                        TestingTracking.text(
                                tracking.send(
                                        "GET",
                                        "/api/2.0/mlflow-artifacts/artifacts" + path + "/MLmodel",
                                        Map.of(),
                                        "")))
                .isEqualTo("flavors: {}");
        assertThat(
                        TestingTracking.text(
                                tracking.send(
                                        "GET",
                                        "/api/2.0/mlflow-artifacts/artifacts",
                                        Map.of("path", List.of(path.substring(1))),
                                        "")))
                .isEqualTo(
                        "{\"files\":[{\"path\":\"MLmodel\",\"is_dir\":false,\"file_size\":11}]}");
    }

    @Test
    void aModelNeedsToBeAnnouncedBeforeItHasVersions() {
        String run = tracking.job("train-1");
        models.upload(run);

        assertThat(tracking.refusal(404, models.registering("fraud", models.source(run), run)))
                .isEqualTo(
                        "RESOURCE_DOES_NOT_EXIST: Registered Model with name=fraud not found in the workspace fraud/staging");
        models.create("fraud");
        assertThat(
                        tracking.refusal(
                                400,
                                tracking.call(
                                        "POST",
                                        "registered-models/create",
                                        "",
                                        "{\"name\": \"fraud\"}")))
                .isEqualTo("RESOURCE_ALREADY_EXISTS: Registered Model (name=fraud) already exists");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "file:///etc", "model", "/../../etc"})
    void aPathThatNoRunLeftIsNoSource(String source) {
        models.create("fraud");

        assertThat(tracking.refusal(400, models.registering("fraud", source, "")))
                .startsWith("INVALID_PARAMETER_VALUE: Invalid model version source: '" + source);
    }

    @Test
    void aModelElsewhereIsKnownByItsAddress() {
        models.create("fraud");
        tracking.post(
                "model-versions/create", "{\"name\": \"fraud\", \"source\": \"s3://b/model\"}");

        assertThat(tracking.assets.versions(FRAUD).getFirst().external()).contains("s3://b/model");
        assertThat(
                        tracking.get("model-versions/get-download-uri", "name=fraud&version=1")
                                .path("artifact_uri")
                                .asString())
                .isEqualTo("s3://b/model");
    }

    @Test
    void whatGitDeclaresIsSeenAndNeitherRenamedNorDeleted() throws Exception {
        declare("fraud");

        JsonNode version =
                tracking.get("model-versions/get", "name=fraud&version=1").path("model_version");

        assertThat(version.path("description").asString()).isEqualTo("of the spec");
        assertThat(version.path("tags").path(0).path("value").asString()).isEqualTo("risk");
        assertThat(
                        tracking.refusal(
                                400,
                                tracking.call(
                                        "POST",
                                        "registered-models/rename",
                                        "",
                                        "{\"name\": \"fraud\", \"new_name\": \"x\"}")))
                .isEqualTo(
                        "INVALID_PARAMETER_VALUE: the model \"fraud\" is declared in Git, so it cannot be renamed; rename it there, with `moved` in plumbline.yml");
        assertThat(
                        tracking.refusal(
                                400,
                                tracking.call(
                                        "DELETE",
                                        "registered-models/delete",
                                        "",
                                        "{\"name\": \"fraud\"}")))
                .contains("is declared in Git, so it cannot be deleted; remove its spec");
        assertThat(
                        tracking.refusal(
                                400,
                                tracking.call(
                                        "DELETE",
                                        "model-versions/delete",
                                        "",
                                        "{\"name\": \"fraud\", \"version\": \"1\"}")))
                .contains("version 1 of the model \"fraud\" is declared in Git");
    }

    @Test
    void whatAScriptRegisteredIsRenamedWithItsVersions() {
        String run = tracking.job("train-1");
        models.create("fraud");
        models.register("fraud", run);
        models.alias("champion", "1");

        tracking.as(TestingTracking.PERSON)
                .post("registered-models/rename", "{\"name\": \"fraud\", \"new_name\": \"cards\"}");

        assertThat(models.model("cards").path("aliases").path(0).path("version").asString())
                .isEqualTo("1");
        assertThat(models.models("")).containsExactly("cards");
        assertThat(tracking.assets.versions(FRAUD)).isEmpty();
    }

    @Test
    void aDeletedVersionIsHiddenAndStaysForThoseThatReferToIt() {
        String run = tracking.job("train-1");
        models.create("fraud");
        models.register("fraud", run);

        tracking.delete("model-versions/delete", "{\"name\": \"fraud\", \"version\": \"1\"}");

        assertThat(
                        tracking.refusal(
                                404,
                                tracking.call(
                                        "GET", "model-versions/get", "name=fraud&version=1", "")))
                .startsWith("RESOURCE_DOES_NOT_EXIST: Model Version (name=fraud, version=1)");
        assertThat(tracking.assets.versions(FRAUD)).hasSize(1);
        assertThat(models.register("fraud", run).path("version").asString()).isEqualTo("2");
    }

    @Test
    void aJobTouchesNoModelOfAnother() {
        String first = tracking.job("train-1");
        models.create("fraud");
        models.register("fraud", first);
        tracking.job("train-2");

        assertThat(
                        tracking.refusal(
                                403,
                                tracking.call(
                                        "DELETE",
                                        "registered-models/delete",
                                        "",
                                        "{\"name\": \"fraud\"}")))
                .startsWith(
                        "PERMISSION_DENIED: the model \"fraud\" was not made by this job; a job's token writes what its own scripts made");
    }

    @Test
    void aPersonsModelOfAJobsRunIsLinkedToThatJob() {
        String run = tracking.job("train-1");
        models.upload(run);
        tracking.as(TestingTracking.PERSON);
        models.create("fraud");
        tracking.post(
                "model-versions/create",
                "{\"name\": \"fraud\", \"source\": \"%s\", \"run_id\": \"%s\"}"
                        .formatted(models.source(run), run));

        assertThat(tracking.assets.versions(FRAUD).getFirst().origin().orElseThrow().run())
                .isEqualTo("train-1");
    }

    @Test
    void readersSeeModelsAndChangeNone() {
        models.create("fraud");
        tracking.as(new Client.Reader());

        assertThat(models.models("")).containsExactly("fraud");
        assertThat(
                        tracking.refusal(
                                401,
                                tracking.call(
                                        "POST",
                                        "registered-models/create",
                                        "",
                                        "{\"name\": \"x\"}")))
                .startsWith("UNAUTHENTICATED: changes need a token: set MLFLOW_TRACKING_TOKEN");
    }

    private void declare(String name) throws Exception {
        ResourceId id = new ResourceId(Kind.MODEL, name);
        Digest digest = Digest.ofText("content");
        Value.Fields spec =
                Value.Fields.EMPTY
                        .with("description", Value.text("of the spec"))
                        .with("tags", Value.Fields.EMPTY.with("team", Value.text("risk")));
        tracking.assets.register(
                new Registration(
                        id,
                        Optional.empty(),
                        digest,
                        spec,
                        "custom_model",
                        Optional.empty(),
                        Optional.of("azureml://somewhere"),
                        Optional.of(
                                new Owner(
                                        TestingTracking.WORKSPACE, id, "c0ffee", "m.yml", digest)),
                        Optional.empty(),
                        Map.of()));
    }
}
