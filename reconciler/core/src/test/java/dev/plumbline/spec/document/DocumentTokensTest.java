package dev.plumbline.spec.document;

import static dev.plumbline.spec.document.TestingDocuments.PATH;
import static dev.plumbline.spec.document.TestingDocuments.problems;
import static dev.plumbline.spec.document.TestingDocuments.read;
import static dev.plumbline.spec.document.TestingDocuments.spec;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.resource.Value.Text;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// One file: tokens, kind, overrides, and whether it can be taken further.
class DocumentTokensTest {
    @Test
    void aTokenWithoutAValueMakesATemplate() {
        Document document =
                read(PATH, spec("model", "name: fraud\nnonsense: 1\npath: \"{{ FOLDER }}\"\n"));

        assertThat(document.isComplete()).isFalse();
        assertThat(document.problems())
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.isError()).isFalse();
                    assertThat(problem)
                            .hasToString(
                                    "specs/a.yml:4:1: {{FOLDER}} has no value, so the file is not applied; give it one under workspaces[].tokens in plumbline.yml");
                });
    }

    @Test
    void tokensAreReplacedBeforeTheTextIsParsed() {
        Document document =
                read(
                        PATH,
                        spec("model", "name: {{NAME}}\nversion: {{VERSION}}\n").getBytes(UTF_8),
                        Map.of("NAME", "fraud", "VERSION", "3"),
                        UnaryOperator.identity());

        assertThat(document.isComplete()).isTrue();
        assertThat(document.fields().get("name")).contains(new Text("fraud"));
        assertThat(document.fields().get("version")).contains(new Text("3"));
    }

    @Test
    void expressionsOfAzureAreNoTokens() {
        assertThat(
                        problems(
                                "commandJob",
                                "command: python x.py ${{inputs.data}} ${{ inputs.rate }}\nenvironment: azureml:x:1\n"))
                .isEmpty();
    }

    @Test
    void overridesCompleteASpecBeforeItIsChecked() {
        Document document =
                read(
                        PATH,
                        spec("kubernetesOnlineEndpoint", "name: fraud\n").getBytes(UTF_8),
                        Map.of(),
                        fields -> fields.with("compute", new Text("azureml:cluster")));

        assertThat(document.isComplete()).isTrue();
        assertThat(document.fields().text("compute")).contains("azureml:cluster");
    }

    @Test
    void overridesDoNotTouchOtherFiles() {
        Document document =
                read(
                        PATH,
                        "name: conda\n".getBytes(UTF_8),
                        Map.of(),
                        fields -> fields.with("x", new Text("y")));

        assertThat(document.fields().has("x")).isFalse();
    }

    @Test
    void aTokenInACommentIsNoMatter() {
        assertThat(problems("model", "name: fraud # or {{NAME}}\n# {{OTHER}}\n")).isEmpty();
    }

    @Test
    void aTokenInACommentHidesNoMistake() {
        assertThat(
                        DocumentReader.template(
                                PATH,
                                "name: [ # {{NAME}}\nurl: \"a # {{URL}}\"\n".getBytes(UTF_8),
                                Map.of()))
                .hasValueSatisfying(problem ->
                        assertThat(problem.message()).startsWith("{{URL}} has no value"));
    }

    @Test
    void aTokenInABlockOfTextStandsInItsLine() {
        assertThat(problems("model", "name: fraud\ndescription: |\n  one\n  # {{ TWO }}\n"))
                .singleElement()
                .asString()
                .startsWith("specs/a.yml:5:1: {{TWO}} has no value");
    }

    @Test
    void anOverrideTakesTheTokensPlace() {
        Document document =
                read(
                        PATH,
                        spec("kubernetesOnlineEndpoint", "name: fraud\ncompute: '{{X}}'\n")
                                .getBytes(UTF_8),
                        Map.of(),
                        fields -> fields.with("compute", new Text("azureml:cluster")));

        assertThat(document.isComplete()).isTrue();
    }
}
