package dev.plumbline.spec.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.spec.TestingSpecs;
import dev.plumbline.spec.promotion.Promotion;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Promotions: what they name, and what becomes of those that can never propose anything.
class PromotionTest {
    @TempDir Path folder;
    private TestingSpecs specs;

    @BeforeEach
    void write() {
        specs =
                new TestingSpecs(folder)
                        .file("plumbline.yml", "workspaces: [{name: w, platform: azure-prod}]\n")
                        .spec("endpoint.yml", "managedOnlineEndpoint", "name: fraud\n");
        model("azureml:fraud:3");
    }

    private void model(String model) {
        specs.spec(
                "blue.yml",
                "managedOnlineDeployment",
                """
                name: blue
                endpoint_name: fraud
                model: %s
                instance_type: x
                """
                        .formatted(model));
    }

    private void promotion(String model, String deployment, String condition) {
        specs.file(
                "promotion.yml",
                """
                $schema: https://plumbline.dev/schemas/promotion.schema.json
                name: best
                model: %s
                deployment: %s
                when: [%s]
                """
                        .formatted(model, deployment, condition));
    }

    @ParameterizedTest
    @ValueSource(strings = {"azureml:fraud:3", "azureml:fraud@stable", "'azureml:fraud:1.0'"})
    void aPromotionOfANamedVersionIsTakenAndIsNoResource(String model) {
        model(model);
        promotion("fraud", "{endpoint: fraud, name: blue}", "{metric: auc, at_least: 0.9}");

        assertThat(specs.problems()).isEmpty();
        assertThat(specs.workspace().promotions()).extracting(Promotion::name).contains("best");
        assertThat(specs.ids()).noneMatch(id -> id.contains("promotion"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    fraud | {endpoint: fraudd, name: blue} | promotion.yml:4:24: deployment.endpoint is "fraudd", for which no file declares a deployment; did you mean "fraud"?
                    fraud | {endpoint: fraud, name: bleu} | promotion.yml:4:37: deployment.name is "bleu", which no file declares for the endpoint "fraud"; did you mean "blue"?
                    frad | {endpoint: fraud, name: blue} | promotion.yml:3:8: model is "frad", but blue.yml deploys azureml:fraud:3; name the model that is deployed
                    """)
    void whatItNamesIsThere(String model, String deployment, String problem) {
        promotion(model, deployment, "{metric: auc, at_least: 0.9}");

        assertThat(specs.problems()).containsExactly(problem);
        assertThat(specs.workspace().promotions()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {metric: auc} | promotion.yml:5:8: the condition on "auc" says nothing of it; give it one of at_least, at_most, better_by, not_worse_by
                    {metric: auc, at_least: 1, at_most: 2} | promotion.yml:5:8: the condition on "auc" has at_least and at_most; write a condition for each, all of them have to be met
                    {metric: auc, better_by: 1} | promotion.yml:5:8: "goal" is missing; entry 1 of "when" needs it
                    {metric: auc, better_by: 5 %, goal: maximize} | promotion.yml:5:33: entry 1 of when.better_by is "5 %"; it must be a number of at least 0, or a share such as `5%`
                    """)
    void aConditionSaysOneThing(String condition, String problem) {
        promotion("fraud", "{endpoint: fraud, name: blue}", condition);

        assertThat(specs.problems()).hasSize(1);
        assertThat(
                        specs.problems()
                                .getFirst()
                                .replace("when.0.better_by", "entry 1 of when.better_by"))
                .isEqualTo(problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"azureml:fraud@latest", "azureml:fraud"})
    void whatFollowsTheNewestHasNothingToPromote(String model) {
        model(model);
        promotion("fraud", "{endpoint: fraud, name: blue}", "{metric: auc, at_least: 0.9}");

        assertThat(specs.load().isValid()).isTrue();
        assertThat(specs.problems())
                .containsExactly(
                        "blue.yml:4:8: model is \"%s\", which takes new versions by itself, so promotion.yml has nothing to promote; write a version, such as azureml:fraud:1, or remove the promotion"
                                .formatted(model));
    }

    @Test
    void anInlineModelHasNoVersionToSet() {
        model("{path: azureml://datastores/d/paths/m}");
        promotion("fraud", "{endpoint: fraud, name: blue}", "{metric: auc, at_least: 0.9}");

        assertThat(specs.problems())
                .containsExactly(
                        "promotion.yml:4:13: blue.yml declares its model inline, in which no version can be set; write `model: azureml:fraud:<version>` there");
    }

    @Test
    void aNameStandsOnce() {
        promotion("fraud", "{endpoint: fraud, name: blue}", "{metric: auc, at_least: 0.9}");
        specs.file(
                "second.yml",
                """
                $schema: https://plumbline.dev/schemas/promotion.schema.json
                name: best
                model: fraud
                deployment: {endpoint: fraud, name: blue}
                when: [{metric: loss, at_most: 1}]
                """);

        assertThat(specs.problems())
                .containsExactly(
                        "second.yml:1:1: promotion/best is declared here and in promotion.yml:1; rename or remove one of them");
    }

    @Test
    void aPromotionIsLookedAtAgainWhenItsDeploymentChanges() {
        promotion("fraud", "{endpoint: fraud, name: blue}", "{metric: auc, at_least: 0.9}");
        model("azureml:other:1");

        assertThat(specs.problems()).hasSize(1);

        model("azureml:fraud:1");
        assertThat(specs.problems()).isEmpty();
    }
}
