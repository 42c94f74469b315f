package dev.plumbline.spec.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.spec.document.DocumentClass.Misspelt;
import dev.plumbline.spec.document.DocumentClass.NotASpec;
import dev.plumbline.spec.document.DocumentClass.Recognised;
import dev.plumbline.spec.document.DocumentClass.Spec;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which kind of document a file holds.
class KindDetectorTest {
    private static DocumentClass detect(String text) {
        return TestingDocuments.read("specs/a.yml", text).documentClass();
    }

    private static DocumentClass detectSchema(String schema) {
        return detect("$schema: \"" + schema + "\"\n");
    }

    @ParameterizedTest
    @EnumSource(value = SpecKind.class, mode = EnumSource.Mode.EXCLUDE, names = "AGENT")
    void theLastSegmentOfTheSchemaNamesTheKind(SpecKind kind) {
        assertThat(detectSchema("https://plumbline.dev/schemas/" + kind.schema() + ".schema.json"))
                .isEqualTo(new Spec(kind));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://azuremlschemas.azureedge.net/latest/model.schema.json",
                "https://azuremlschemas.azureedge.net/latest/model.schema.json  ",
                " https://azuremlschemas.azureedge.net/latest/model.schema.json",
                "https://AzureMLSchemas.AzureEdge.net/latest/MODEL.Schema.JSON",
                "https://azuremlschemas.azureedge.net/development/Model.schema.json",
                "https://azuremlsdk2.blob.core.windows.net/preview/0.0.1/model.schema.json",
                "http://azureml/sdk-2-0/Model.json",
                "https://plumbline.dev/schemas/model",
                "https://plumbline.dev/schemas/model.schema.json#",
                "https://plumbline.dev/schemas/model.schema.json?v=1",
            })
    void anyKnownHostAndAnyCaseWillDo(String schema) {
        assertThat(detectSchema(schema)).isEqualTo(new Spec(SpecKind.MODEL));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://json.schemastore.org/github-workflow.json",
                "https://example.org/model.schema.json",
                "model.schema.json",
                "./model.schema.json",
            })
    void theSchemaOfAnyOtherHostMakesNoSpec(String schema) {
        assertThat(detectSchema(schema)).isEqualTo(new NotASpec());
    }

    @ParameterizedTest
    @CsvSource({
        "flow, flow",
        "sdk-2-0/Run, Run",
        "AzureOpenAIConnection, AzureOpenAIConnection",
        "agent, agent",
        "asset.prompt, asset.prompt",
        "Experiment, Experiment",
    })
    void kindsThatAreLeftAloneAreRecognised(String written, String what) {
        assertThat(
                        detectSchema(
                                "https://azuremlschemas.azureedge.net/latest/"
                                        + written
                                        + ".schema.json"))
                .isEqualTo(new Recognised(what));
    }

    @ParameterizedTest
    @CsvSource({
        "modle, model",
        "comandJob, commandJob",
        "managedOnlineEndpiont, managedOnlineEndpoint",
        "batchEndpoints, batchEndpoint",
    })
    void aMisspeltKindSuggestsTheNearest(String written, String suggestion) {
        assertThat(detectSchema("https://plumbline.dev/schemas/" + written + ".schema.json"))
                .isEqualTo(new Misspelt(written, Optional.of(suggestion)));
    }

    @ParameterizedTest
    @CsvSource({
        "AutoMLJob, AUTOML_JOB",
        "sdk-2-0/Schedule, SCHEDULE",
        "hub, WORKSPACE",
        "virtualMachineCompute, VM_COMPUTE",
        "MLTable, MLTABLE",
    })
    void kindsThatAreCheckedAndNotAppliedAreSpecsToo(String written, SpecKind kind) {
        assertThat(
                        detectSchema(
                                "https://azuremlschemas.azureedge.net/latest/"
                                        + written
                                        + ".schema.json"))
                .isEqualTo(new DocumentClass.Spec(kind));
        assertThat(kind.isApplied()).isFalse();
    }

    @Test
    void aKindLikeNoOtherSuggestsNothing() {
        assertThat(detectSchema("https://plumbline.dev/schemas/zeppelin.schema.json"))
                .isEqualTo(new Misspelt("zeppelin", Optional.empty()));
    }

    @Test
    void plumblineYmlAtTheRootIsTakenByItsName() {
        assertThat(TestingDocuments.read("plumbline.yml", "workspaces: []\n").documentClass())
                .isEqualTo(new Spec(SpecKind.PLUMBLINE));
        assertThat(TestingDocuments.read("team/plumbline.yml", "workspaces: []\n").documentClass())
                .isEqualTo(new NotASpec());
    }

    @Test
    void theSchemaWinsOverTheName() {
        String text = TestingDocuments.spec("model", "name: fraud\n");

        assertThat(TestingDocuments.read("plumbline.yml", text).documentClass())
                .isEqualTo(new Spec(SpecKind.MODEL));
    }

    @Test
    void theSchemaWinsOverTheShape() {
        assertThat(detect("$schema: https://example.org/x.json\ntype: command\ncommand: ls\n"))
                .isEqualTo(new NotASpec());
    }

    @ParameterizedTest
    @CsvSource({
        "'{type: pipeline, jobs: {}}', PIPELINE_JOB",
        "'{type: Pipeline, jobs: {}}', PIPELINE_JOB",
        "'{type: command, command: ls}', COMMAND_JOB",
        "'{type: command, command: ls, outputs: {}}', COMMAND_JOB",
        "'{type: command, command: ls, is_deterministic: true}', COMMAND_COMPONENT",
        "'{type: command, command: ls, outputs: {}, version: 1}', COMMAND_COMPONENT",
        "'{name: blue, endpoint_name: fraud, model: x}', MANAGED_ONLINE_DEPLOYMENT",
        "'{endpoint_name: fraud, instance_type: x}', MANAGED_ONLINE_DEPLOYMENT",
        "'{name: fraud, auth_mode: key}', MANAGED_ONLINE_ENDPOINT",
        "'{name: fraud, image: x, conda_file: y}', ENVIRONMENT",
        "'{name: fraud, type: uri_file, path: x}', DATA",
        "'{name: fraud, type: mltable, path: x}', DATA",
        "'{name: fraud, type: mlflow_model, path: x}', MODEL",
    })
    void withoutASchemaTheTypeOrTheShapeTells(String text, SpecKind kind) {
        assertThat(detect(text)).isEqualTo(new Spec(kind));
        assertThat(detect(text.replace("{", "{$schema: , "))).isEqualTo(new Spec(kind));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{name: env, channels: [conda-forge], dependencies: [pip]}",
                "{name: ci, on: push, jobs: {build: {}}}",
                "{type: mltable, paths: [{file: ./x.csv}]}",
                "{type: pipeline, jobs: {}, name: component}",
                "{type: command}",
                "{auth_mode: key}",
                "{name: fraud, path: x}",
                "{name: fraud, endpoint_name: x}",
                "[1, 2]",
                "text",
                "~",
            })
    void whatShowsNothingIsNoSpec(String text) {
        assertThat(detect(text)).isEqualTo(new NotASpec());
    }

    @Test
    void aTextNamesASchemaOnOneLineWithAKnownHost() {
        assertThat(KindDetector.isMeantAsSpec("a: [\n$Schema: HTTPS://plumbline.dev/schemas/x\n"))
                .isTrue();
        assertThat(KindDetector.isMeantAsSpec("$schema:\n  https://plumbline.dev/schemas/x\n"))
                .isFalse();
        assertThat(KindDetector.isMeantAsSpec("$schema: https://example.org/x\n")).isFalse();
        assertThat(KindDetector.isMeantAsSpec("see https://plumbline.dev/schemas/x\n")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "type: command, true",
        "type: pipeline # all, true",
        "type: mlflow_model, true",
        "endpoint_name: {{NAME}}, true",
        "auth_mode: key, true",
        "'  type: command', false",
        "type: ClusterIP, false",
        "type: commands, false",
        "name: x, false",
    })
    void aTextHasAtTheTopWhatOnlySpecsHave(String line, boolean meant) {
        assertThat(KindDetector.isMeantAsSpec("name: [\n" + line + "\n")).isEqualTo(meant);
    }
}
