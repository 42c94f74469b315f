package dev.plumbline.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.repository.DirectoryTree;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
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
