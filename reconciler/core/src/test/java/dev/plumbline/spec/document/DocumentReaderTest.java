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

import dev.plumbline.resource.Value.Fields;
import dev.plumbline.resource.Value.Text;
import dev.plumbline.spec.yaml.YamlException;
import dev.plumbline.spec.yaml.YamlReader;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    void aSecondDocumentBesideASpecIsAnErrorWhereItBegins() {
        assertThat(problems("model", "name: fraud\n---\nname: second\n"))
                .containsExactly(
                        "specs/a.yml:4:1: a second document begins here, and a file holds one spec; move it to a file of its own");
        assertThat(read(PATH, "kind: ConfigMap\n---\n" + spec("model", "name: x\n")).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.position().line()).isEqualTo(3));
    }

    @Test
    void emptyDocumentsAndThoseOfOthersAreNoMatter() {
        assertThat(problems("model", "name: fraud\n---\n# nothing\n")).isEmpty();
        assertThat(read(PATH, "kind: ConfigMap\n---\nkind: Service\n").problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "1.0, 1.0",
        "1.10, 1.10",
        "2024.01, 2024.01",
        "010, 010",
        "1_000, 1_000",
        "0x1F, 0x1F",
        "1e3, 1e3",
        "'1.10', 1.10",
        "12345678901234567890123, 12345678901234567890123",
        "2024-01-01, 2024-01-01",
    })
    void aVersionIsTheTextThatIsWritten(String written, String version) {
        Document document = read(PATH, spec("model", "name: fraud\nversion: " + written + "\n"));

        assertThat(document.problems()).isEmpty();
        assertThat(document.fields().get("version")).contains(new Text(version));
    }

    @Test
    void aVersionGivenByAnOverrideIsTheTextThatIsWritten() throws Exception {
        Fields values =
                (Fields) YamlReader.read("version: 1.10\n".getBytes(UTF_8)).orElseThrow().value();

        Document document =
                read(
                        PATH,
                        spec("model", "name: fraud\n").getBytes(UTF_8),
                        Map.of(),
                        fields -> fields.with("version", values.get("version").orElseThrow()));

        assertThat(document.fields().text("version")).contains("1.10");
    }

    @ParameterizedTest
    @CsvSource({
        "model, type: Custom_Model, type, custom_model",
        "managedOnlineEndpoint, auth_mode: Key, auth_mode, key",
        "managedOnlineEndpoint, auth_mode: AMLToken, auth_mode, aml_token",
        "managedOnlineEndpoint, public_network_access: Disabled, public_network_access, disabled",
        "environment, os_type: Linux, os_type, linux",
    })
    void aWordInAnotherCaseIsTheSchemasOwn(String kind, String line, String key, String word) {
        assertThat(read(PATH, spec(kind, "name: fraud\n" + line + "\n")).fields().text(key))
                .contains(word);
    }

    @Test
    void wordsDeepInsideAreTheSchemasOwnToo() {
        Document document =
                read(
                        PATH,
                        spec(
                                "pipelineJob",
                                """
                                type: Pipeline
                                jobs:
                                  train:
                                    type: Command
                                    component:
                                      command: python x.py
                                      environment: azureml:x:1
                                      distribution: {type: PyTorch}
                                    inputs:
                                      data: {type: URI_FOLDER, path: "azureml:x:1", mode: RO_Mount}
                                """));
        Fields train = document.fields().fields("jobs").fields("train");

        assertThat(document.problems()).isEmpty();
        assertThat(train.text("type")).contains("command");
        assertThat(train.fields("component").fields("distribution").text("type"))
                .contains("pytorch");
        assertThat(train.fields("inputs").fields("data").display())
                .isEqualTo("{type: uri_folder, path: azureml:x:1, mode: ro_mount}");
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

    @Test
    void aPlaceholderInsideAValueMakesATemplate() {
        assertThat(
                        problems(
                                "managedOnlineDeployment",
                                "name: blue\nendpoint_name: $ENDPOINT\nmodel: azureml:fraud:1\ninstance_type: x\ninstance_count: ${COUNT}\n"))
                .containsExactly(
                        "specs/a.yml:3:16: $ENDPOINT is a placeholder, so the file is not applied; write the value, or give it under workspaces[].set in plumbline.yml",
                        "specs/a.yml:6:17: ${COUNT} is a placeholder, so the file is not applied; write the value, or give it under workspaces[].set in plumbline.yml");
    }

    @Test
    void aTypeOfANearKindIsTakenWhenTheRestAgreesWithIt() {
        Document document =
                read(
                        PATH,
                        spec(
                                "pipelineComponent",
                                "name: a\ntype: command\ncommand: ls\nenvironment: azureml:x:1\n"));

        assertThat(document.documentClass())
                .isEqualTo(new DocumentClass.Spec(SpecKind.COMMAND_COMPONENT));
        assertThat(document.problems())
                .singleElement()
                .hasToString(
                        "specs/a.yml:1:10: $schema says a pipeline component, but type is \"command\", so this is taken for a command component; let $schema name \"commandComponent\"");
        assertThat(document.problems().getFirst().isError()).isFalse();
    }

    @Test
    void aTypeThatTheRestDoesNotBearOutIsTheOnlyMistake() {
        assertThat(
                        problems(
                                "commandComponent",
                                "name: a\ntype: pipeline\ncommand: ls\nenvironment: azureml:x:1\n"))
                .containsExactly(
                        "specs/a.yml:3:7: type is \"pipeline\", but $schema says a command component; make the two agree");
    }
}
