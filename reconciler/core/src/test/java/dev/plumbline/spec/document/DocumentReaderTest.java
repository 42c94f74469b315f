package dev.plumbline.spec.document;

import static dev.plumbline.spec.document.TestingDocuments.PATH;
import static dev.plumbline.spec.document.TestingDocuments.codes;
import static dev.plumbline.spec.document.TestingDocuments.problems;
import static dev.plumbline.spec.document.TestingDocuments.read;
import static dev.plumbline.spec.document.TestingDocuments.spec;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.resource.Value.Num;
import dev.plumbline.resource.Value.Text;
import dev.plumbline.spec.yaml.YamlException;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// One file: tokens, kind, overrides, and whether it can be taken further.
class DocumentReaderTest {
    @Test
    void aGoodSpecIsComplete() {
        Document document = read(PATH, spec("model", "name: fraud\n"));

        assertThat(document.isSpec()).isTrue();
        assertThat(document.isComplete()).isTrue();
        assertThat(document.problems()).isEmpty();
    }

    @Test
    void aSpecThatScriptsWouldCompleteIsPartial() {
        Document document =
                read(PATH, spec("managedOnlineDeployment", "name: blue\nmodel: azureml:fraud:1\n"));

        assertThat(document.isComplete()).isFalse();
        assertThat(document.problems())
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.isError()).isFalse();
                    assertThat(problem)
                            .hasToString(
                                    "specs/a.yml:1:1: \"endpoint_name\" is missing, so a managed online deployment is not applied; add it here, or under workspaces[].set in plumbline.yml as scripts do with --set");
                });
    }

    @Test
    void aContainerOfOnesOwnNeedsNoModel() {
        assertThat(
                        problems(
                                "managedOnlineDeployment",
                                "name: blue\nendpoint_name: fraud\ninstance_type: x\nenvironment: azureml:triton:1\n"))
                .isEmpty();
    }

    @Test
    void anEmptyKeyIsAsGoodAsNone() {
        assertThat(
                        codes(
                                read(
                                        PATH,
                                        spec(
                                                "kubernetesOnlineEndpoint",
                                                "name: fraud\ncompute: ''\n"))))
                .containsExactly("schema");
        assertThat(codes(read(PATH, spec("kubernetesOnlineEndpoint", "name: fraud\n"))))
                .containsExactly("partial");
    }

    @Test
    void aFaultHidesWhatIsPartial() {
        assertThat(codes(read(PATH, spec("managedOnlineDeployment", "name: blue\nmodle: x\n"))))
                .containsExactly("unknown-key");
    }

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
        assertThat(document.fields().get("version")).contains(Num.of(3));
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
    void aFileInAnotherEncodingIsRefusedThoughItHasExpressions() {
        byte[] bytes = spec("commandJob", "command: ${{inputs.x}} \u00FC\n").getBytes(ISO_8859_1);

        assertThatThrownBy(
                        () -> DocumentReader.read(PATH, bytes, Map.of(), UnaryOperator.identity()))
                .isInstanceOf(YamlException.class)
                .hasMessageContaining("save it as UTF-8");
    }

    @Test
    void aByteOrderMarkAndCarriageReturnsDoNoHarm() {
        assertThat(read(PATH, "\uFEFF" + spec("model", "name: fraud\n").replace("\n", "\r\n")))
                .satisfies(document -> {
                    assertThat(document.documentClass())
                            .isEqualTo(new DocumentClass.Spec(SpecKind.MODEL));
                    assertThat(document.fields().text("name")).contains("fraud");
                });
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
    void aKindThatIsNotAppliedIsAWarningAndAMisspeltOneAnError() {
        assertThat(problems("flow", "name: x\n"))
                .containsExactly(
                        "specs/a.yml:1:10: a \"flow\" document is known, but this version does not apply it; it is left alone");
        assertThat(problems("batchEndpoint", "name: scores\n"))
                .containsExactly(
                        "specs/a.yml:1:10: a batch endpoint is known, but this version does not apply it; it is left alone");
        assertThat(problems("modle", "name: x\n"))
                .containsExactly(
                        "specs/a.yml:1:10: \"modle\" in $schema is no kind of spec; did you mean \"model\"?");
        assertThat(read(PATH, spec("batchEndpoint", "name: scores\n")).isComplete()).isTrue();
        assertThat(read(PATH, spec("modle", "")).isComplete()).isFalse();
    }

    @Test
    void whatIsNoSpecHasNoProblems() {
        assertThat(read(PATH, "name: conda\nnonsense: \"{{X}}\"\n").problems()).isEmpty();
    }

    @Test
    void theConfigurationOfTheAgentIsCheckedByItsSchema() {
        assertThat(ConfigDocument.readAgent("agent.yml", "repositries: []\n".getBytes(UTF_8)))
                .satisfies(config ->
                        assertThat(config.problems())
                                .singleElement()
                                .asString()
                                .startsWith(
                                        "agent.yml:1:1: \"repositries\" is not a key of an agent's configuration; did you mean \"repositories\"?"));
        assertThat(ConfigDocument.readAgent("agent.yml", new byte[0]).problems())
                .singleElement()
                .hasToString("agent.yml:1:1: the file is empty");
        assertThat(ConfigDocument.readAgent("agent.yml", "a: [".getBytes(UTF_8)).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.code()).isEqualTo("yaml"));
    }
}
