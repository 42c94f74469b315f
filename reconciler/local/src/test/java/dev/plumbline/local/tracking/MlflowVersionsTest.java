package dev.plumbline.local.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Aliases, stages and searches of MLflow's model registry.
class MlflowVersionsTest {
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
    void anAliasNamesAVersionUntilItIsMoved() {
        String run = tracking.job("train-1");
        models.create("fraud");
        models.register("fraud", run);
        models.register("fraud", run);

        models.alias("champion", "1");
        models.alias("champion", "2");

        JsonNode version =
                tracking.get("registered-models/alias", "name=fraud&alias=champion")
                        .path("model_version");
        assertThat(version.path("version").asString()).isEqualTo("2");
        assertThat(version.path("aliases").toString()).isEqualTo("[\"champion\"]");
        tracking.delete(
                "registered-models/alias", "{\"name\": \"fraud\", \"alias\": \"champion\"}");
        assertThat(
                        tracking.refusal(
                                400,
                                tracking.call(
                                        "GET",
                                        "registered-models/alias",
                                        "name=fraud&alias=champion",
                                        "")))
                .isEqualTo("INVALID_PARAMETER_VALUE: Registered model alias champion not found.");
    }

    @Test
    void aStageHoldsOneVersionWhenTheOthersAreArchived() {
        String run = tracking.job("train-1");
        models.create("fraud");
        models.register("fraud", run);
        models.register("fraud", run);
        models.stage("1", "production", false);

        models.stage("2", "Production", true);

        assertThat(
                        tracking.get(
                                        "registered-models/get-latest-versions",
                                        "name=fraud&stages=Production&stages=Archived")
                                .path("model_versions")
                                .valueStream()
                                .map(each ->
                                        each.path("current_stage").asString()
                                                + each.path("version").asString()))
                .containsExactlyInAnyOrder("Production2", "Archived1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    name = 'fraud'                          | 2,1
                    name = 'fraud' AND version_number > 1   | 2
                    name IN ('other')                       |
                    run_id != 'x'                           | 2,1
                    tags.kind = 'good'                      | 1
                    source_path LIKE 'mlflow-artifacts:%'   | 2,1
                    """)
    void versionsAreSearched(String filter, String versions) {
        String run = tracking.job("train-1");
        models.create("fraud");
        models.register("fraud", run);
        models.register("fraud", run);
        tracking.post(
                "model-versions/set-tag",
                "{\"name\": \"fraud\", \"version\": \"1\", \"key\": \"kind\", \"value\": \"good\"}");

        assertThat(
                        tracking.get("model-versions/search", "filter=" + filter)
                                .path("model_versions")
                                .valueStream()
                                .map(each -> each.path("version").asString()))
                .containsExactlyElementsOf(
                        versions == null ? List.of() : List.of(versions.split(",")));
    }

    @Test
    void modelsAreSearchedAndSorted() {
        models.create("fraud");
        models.create("churn");
        tracking.post(
                "registered-models/set-tag",
                "{\"name\": \"churn\", \"key\": \"team\", \"value\": \"risk\"}");

        assertThat(models.models("")).containsExactly("churn", "fraud");
        assertThat(models.models("filter=name ILIKE 'FR%'")).containsExactly("fraud");
        assertThat(models.models("filter=tags.team = 'risk'")).containsExactly("churn");
        assertThat(models.models("filter=tags.`mlflow.prompt.is_prompt` != 'true'"))
                .containsExactly("churn", "fraud");
        assertThat(models.models("filter=tags.`mlflow.prompt.is_prompt` = 'true'")).isEmpty();
        assertThat(models.models("order_by=name DESC")).containsExactly("fraud", "churn");
    }
}
