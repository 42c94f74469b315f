package dev.plumbline.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.repository.DirectoryTree;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.Value.Content;
import dev.plumbline.resource.Value.ContentFile;
import dev.plumbline.spec.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which files are specs, and which workspaces a fault blocks.
class SpecLoaderTest {
    private static final String WORKSPACES =
            """
            workspaces:
              - {name: fraud, include: ["fraud/**"]}
              - {name: churn, include: ["churn/**"]}
            """;

    @TempDir Path folder;
    private TestingSpecs specs;

    @BeforeEach
    void write() {
        specs =
                new TestingSpecs(folder)
                        .file("plumbline.yml", WORKSPACES)
                        .spec("fraud/model.yml", "model", "name: fraud\n")
                        .spec("churn/model.yaml", "model", "name: churn\n");
    }

    private WorkspaceSpecs workspace(String name) {
        return specs.load().workspace(name).orElseThrow();
    }

    @Test
    void aWorkspaceDeclaresWhatItIncludes() {
        assertThat(workspace("fraud").graph().ordered())
                .extracting(resource -> resource.id().toString())
                .containsExactly("model/fraud");
        assertThat(workspace("churn").graph().ordered())
                .extracting(resource -> resource.id().toString())
                .containsExactly("model/churn");
        assertThat(specs.load().isValid()).isTrue();
    }

    @Test
    void anErrorBlocksTheWorkspacesThatIncludeTheFile() {
        specs.spec("fraud/bad.yml", "model", "nmae: x\n");

        assertThat(workspace("fraud").errors()).isNotEmpty();
        assertThat(workspace("churn").errors()).isEmpty();
    }

    @Test
    void whatNoWorkspaceIncludesIsNotJudged() {
        specs.spec("drafts/bad.yml", "model", "nmae: x\n");

        assertThat(specs.load().isValid()).isTrue();
        assertThat(specs.load().paths()).contains("drafts/bad.yml");
    }

    @Test
    void filesThatAreNoSpecsArePassedOver() {
        specs.file("fraud/conda.yml", "name: env\ndependencies: [pip]\n")
                .file("fraud/chart.yaml", "{{- if .Values.x }}\nname: [\n")
                .file("fraud/empty.yml", "")
                .file("fraud/notes.md", "$schema: https://plumbline.dev/schemas/model\n");

        assertThat(specs.load().problems()).isEmpty();
        assertThat(specs.load().paths())
                .containsExactlyInAnyOrder("plumbline.yml", "fraud/model.yml", "churn/model.yaml");
    }

    @Test
    void aSpecThatIsNoYamlIsAnErrorAndStillStands() {
        specs.spec("fraud/model.yml", "model", "name: fraud\nname: twice\n");

        assertThat(specs.problems())
                .containsExactly(
                        "fraud/model.yml:3:1: \"name\" stands twice, here and in line 2; remove one of them");
        assertThat(specs.load().paths()).contains("fraud/model.yml");
    }

    @Test
    void aSpecWithoutASchemaThatIsNoYamlIsAnErrorToo() {
        specs.file("fraud/train.yml", "type: command\ncommand: [\n");

        assertThat(workspace("fraud").errors())
                .singleElement()
                .asString()
                .startsWith("fraud/train.yml:3:1: not valid YAML");
        assertThat(specs.load().paths()).contains("fraud/train.yml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"name: {{NAME}}\n", "name: \"{{NAME}}\"\n", "name: {{NAME}}-x\n"})
    void aTemplateWithoutItsTokenIsAWarningAndStillStands(String text) {
        specs.spec("fraud/model.yml", "model", text);

        assertThat(specs.problems())
                .containsExactly(
                        "fraud/model.yml:2:1: {{NAME}} has no value, so the file is not applied; give it one under workspaces[].tokens in plumbline.yml");
        assertThat(workspace("fraud").errors()).isEmpty();
        assertThat(workspace("fraud").graph().ordered()).isEmpty();
        assertThat(specs.load().paths()).contains("fraud/model.yml");
    }

    @Test
    void aTokenHasAValueInEachWorkspace() {
        specs.file(
                        "plumbline.yml",
                        """
                        workspaces:
                          - {name: west, tokens: {NAME: fraud-west}}
                          - {name: north, tokens: {NAME: fraud-north}}
                        """)
                .spec("fraud/model.yml", "model", "name: {{NAME}}\n");

        assertThat(workspace("west").graph().ordered())
                .extracting(resource -> resource.id().name())
                .contains("fraud-west");
        assertThat(workspace("north").graph().ordered())
                .extracting(resource -> resource.id().name())
                .contains("fraud-north");
        assertThat(specs.load().problems()).isEmpty();
        assertThat(specs.load().paths()).contains("fraud/model.yml");
    }

    @Test
    void aYamlThatHoldsItselfIsOneProblemAndNotTheEndOfTheLoad() {
        specs.spec("fraud/model.yml", "model", "name: fraud\ntags: &t {x: *t}\n")
                .file("fraud/other.yml", "a: &a [*a]\n");

        assertThat(workspace("fraud").errors())
                .singleElement()
                .asString()
                .startsWith("fraud/model.yml:3:7: this value holds itself");
    }

    @Test
    void aSpecInUtf16IsToldAndStillStands() throws Exception {
        Files.writeString(
                folder.resolve("fraud/model.yml"),
                "\uFEFF$schema: https://azuremlschemas.azureedge.net/latest/model.schema.json\nname: x\n",
                StandardCharsets.UTF_16LE);

        assertThat(specs.problems())
                .containsExactly(
                        "fraud/model.yml:1:1: the file is UTF-16 text, which az ml does not read either; save it as UTF-8");
        assertThat(specs.load().paths()).contains("fraud/model.yml");
    }

    @Test
    void aLinkThatMayBeASpecIsToldAndStillStands() throws Exception {
        Files.createSymbolicLink(folder.resolve("fraud/link.yml"), Path.of("model.yml"));
        Files.createSymbolicLink(folder.resolve("fraud/link.txt"), Path.of("model.yml"));

        assertThat(specs.problems())
                .containsExactly(
                        "fraud/link.yml:1:1: this is a symbolic link or a submodule, which is not followed; put the file itself there");
        assertThat(specs.load().paths()).contains("fraud/link.yml");
        assertThat(specs.load().isValid()).isTrue();
    }

    @Test
    void aPlumblineFileThatIsALinkDeclaresNothing() throws Exception {
        Files.move(folder.resolve("plumbline.yml"), folder.resolve("real.yml"));
        Files.createSymbolicLink(folder.resolve("plumbline.yml"), Path.of("real.yml"));

        assertThat(specs.load().workspaces()).isEmpty();
        assertThat(specs.load().isValid()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"plumbline.yml", "fraud/model.yml"})
    void whatPassesABoundIsOneProblem(String path) {
        String schema = path.equals("plumbline.yml") ? "plumbline" : "model";
        for (String text :
                List.of(
                        "a: " + "[".repeat(51) + "]".repeat(51) + "\n",
                        "a: &a {x: 1}\nb: [" + "*a,".repeat(60) + "]\n",
                        "a: " + "x".repeat(1_100_000) + "\n",
                        "a: [" + "1,".repeat(210_000) + "]\n")) {
            specs.spec(path, schema, text);

            assertThat(specs.problems()).as(text.substring(0, 20)).hasSize(1);
        }
    }

    @Test
    void tablesAndFeatureSetsAreReadByTheirNames() {
        specs.file("fraud/table/MLTable", "paths:\n- fil: ./a.csv\n")
                .file("fraud/features/FeatureSetSpec.yaml", "features: []\n");

        assertThat(specs.load().problems())
                .extracting(Problem::path)
                .containsOnly("fraud/features/FeatureSetSpec.yaml", "fraud/table/MLTable");
        assertThat(specs.problems())
                .last()
                .asString()
                .startsWith("fraud/table/MLTable:2:3: \"fil\" is not a key");
    }

    @Test
    void aGoodTableIsNoMatterAndStaysPartOfItsData() {
        specs.file("fraud/table/MLTable", "paths:\n- file: ./a.csv\n")
                .file("fraud/table/a.csv", "1\n")
                .spec("fraud/data.yml", "data", "name: t\ntype: mltable\npath: ./table\n");

        assertThat(specs.problems()).isEmpty();
        assertThat(((Content) specs.value("data/t", "path")).files())
                .extracting(ContentFile::path)
                .containsExactly("MLTable", "a.csv");
    }

    @Test
    void dataWithoutItsTableIsTold() {
        specs.file("fraud/table/a.csv", "1\n")
                .spec("fraud/data.yml", "data", "name: t\ntype: MLTable\npath: ./table\n")
                .spec("fraud/near.yml", "data", "name: n\ntype: mltable\npath: ./near\n")
                .file("fraud/near/mltable", "paths: []\n")
                .spec("fraud/file.yml", "data", "name: f\ntype: mltable\npath: ./table/a.csv\n");

        assertThat(specs.load().problems())
                .extracting(problem -> problem.isError() + " " + problem.message())
                .satisfiesExactly(
                        first ->
                                assertThat(first)
                                        .startsWith("true type is \"MLTable\"; it must be one of"),
                        second ->
                                assertThat(second)
                                        .startsWith(
                                                "true path is \"./table/a.csv\", which is a file"),
                        third -> assertThat(third).contains("did you mean fraud/near/mltable?"));

        specs.spec("fraud/data.yml", "data", "name: t\ntype: mltable\npath: ./table\n");
        assertThat(specs.load().problems().getFirst())
                .satisfies(problem -> {
                    assertThat(problem.isError()).isFalse();
                    assertThat(problem.message())
                            .startsWith(
                                    "path is \"./table\", but fraud/table/MLTable is not in the repository, so this is not applied");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {".yml", "fraud/.yaml"})
    void aJobWithoutANameInAFileWithoutOneIsTold(String path) {
        specs.file("plumbline.yml", "workspaces: [{name: all}]\n")
                .spec(path, "commandJob", "command: echo\nenvironment: azureml:x:1\n");

        assertThat(specs.problems()).singleElement().asString().contains("add `name`");
    }

    @Test
    void equalMeaningIsAnEqualDigest() {
        specs.spec("fraud/model.yml", "model", "name: fraud\ntype: Custom_Model\n");
        Digest spelt = specs.digest("model/fraud");
        specs.spec("fraud/model.yml", "model", "name: fraud\ntype: custom_model\n");

        assertThat(specs.digest("model/fraud")).isEqualTo(spelt);
    }

    @Test
    void whatASecondLoadTakesOverIsWhatTheFirstRead() throws Exception {
        SpecLoader loader = new SpecLoader();
        SpecSet first = loader.load(DirectoryTree.of(folder));
        specs.spec("fraud/model.yml", "model", "name: renamed\n");

        SpecSet second = loader.load(DirectoryTree.of(folder));

        assertThat(second.workspace("churn").orElseThrow().graph().ordered())
                .containsExactlyElementsOf(
                        first.workspace("churn").orElseThrow().graph().ordered());
        assertThat(second.workspace("fraud").orElseThrow().graph().ordered())
                .extracting(resource -> resource.id().name())
                .containsExactly("renamed");
    }
}
