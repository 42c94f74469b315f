package dev.plumbline.spec.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Content;
import dev.plumbline.resource.Value.Reference;
import dev.plumbline.resource.Value.Selector;
import dev.plumbline.resource.Value.Text;
import dev.plumbline.spec.TestingSpecs;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What specs refer to: assets by name, files by path, expressions that stay.
class ReferenceTest {
    private static final String ENVIRONMENT = "environment: azureml:env:1\n";

    @TempDir Path folder;
    private TestingSpecs specs;

    @BeforeEach
    void open() {
        specs = new TestingSpecs(folder);
    }

    private Value model(String reference) {
        specs.spec(
                "blue.yml",
                "managedOnlineDeployment",
                "name: blue\nendpoint_name: fraud\ninstance_type: x\nmodel: " + reference + "\n");
        return specs.value("online-deployment/fraud/blue", "model");
    }

    private static Reference to(String text, Kind kind, String name, Selector selector) {
        return new Reference(text, new ResourceId(kind, name), selector);
    }

    @Test
    void anAssetIsReferredToByVersionByLabelOrByName() {
        assertThat(model("azureml:fraud:3"))
                .isEqualTo(to("azureml:fraud:3", Kind.MODEL, "fraud", new Selector.Version("3")));
        assertThat(model("azureml:fraud@latest"))
                .isEqualTo(
                        to(
                                "azureml:fraud@latest",
                                Kind.MODEL,
                                "fraud",
                                new Selector.Label("latest")));
        assertThat(model("azureml:fraud"))
                .isEqualTo(to("azureml:fraud", Kind.MODEL, "fraud", new Selector.Current()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "azureml:/subscriptions/s/resourceGroups/g/providers/Microsoft.MachineLearningServices/workspaces/w/models/fraud/versions/1",
                "azureml://registries/azureml/models/fraud/versions/1",
                "azureml://registries/azureml/models/fraud/labels/latest",
            })
    void whatOnlyThePlatformKnowsStaysAsWritten(String reference) {
        assertThat(model(reference)).isEqualTo(new Text(reference));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "azureml:@latest",
                "azureml::1",
                "'azureml: @latest'",
                "'azureml: :1'",
                "'azureml:fraud:'",
                "azureml:fraud@",
            })
    void aReferenceThatLacksAPartIsAnErrorAtItsPlace(String reference) {
        model(reference);

        assertThat(specs.problems())
                .singleElement()
                .asString()
                .startsWith("blue.yml:5:8: model is \"azureml:")
                .endsWith(
                        "which names no model and version; write azureml:<name>:<version> or azureml:<name>@<label>");
    }

    @Test
    void theKindOfAReferenceFollowsWhereItStands() {
        specs.spec(
                "train.yml",
                "commandJob",
                ENVIRONMENT
                        + """
                        name: train
                        command: ls
                        inputs:
                          data: {path: "azureml:rows:1"}
                          base: {type: mlflow_model, path: "azureml:base@latest"}
                        """);

        assertThat(specs.resource("job/train").references())
                .extracting(reference -> reference.target().toString())
                .containsExactlyInAnyOrder("environment/env", "data/rows", "model/base");
    }

    @Test
    void pathsAreRelativeToTheFileThatHoldsThem() {
        specs.file("data/rows.csv", "1,2\n")
                .spec("specs/rows.yml", "data", "name: rows\npath: ../data/./rows.csv\n");

        assertThat(specs.value("data/rows", "path"))
                .isInstanceOfSatisfying(
                        Content.class,
                        content -> assertThat(content.path()).isEqualTo("data/rows.csv"));
    }

    @Test
    void pathsInAnIncludedFileAreRelativeToIt() {
        specs.file("envs/conda.yml", "dependencies: [pip]\n")
                .spec("envs/env.yml", "environment", "name: env\nimage: x\nconda_file: conda.yml\n")
                .spec(
                        "jobs/train.yml",
                        "commandJob",
                        "name: train\ncommand: ls\nenvironment: file:../envs/env.yml\n");

        assertThat(specs.problems()).isEmpty();
        assertThat(specs.value("job/train", "environment", "conda_file"))
                .isInstanceOfSatisfying(
                        Content.class,
                        content -> assertThat(content.path()).isEqualTo("envs/conda.yml"));
    }

    @ParameterizedTest
    @CsvSource({
        "./rows.csv, 'specs/rows.csv is not in the repository, so this is not applied; where a script makes it, register what it makes and refer to that'",
        "../data, 'data is not in the repository, so this is not applied; where a script makes it, register what it makes and refer to that'",
    })
    void dataThatIsNotThereIsNotApplied(String path, String message) {
        specs.spec("specs/rows.yml", "data", "name: rows\npath: " + path + "\n");

        assertThat(specs.ids()).isEmpty();
        assertThat(specs.problems())
                .containsExactly("specs/rows.yml:3:7: path is \"" + path + "\", but " + message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../rows.csv",
                "../../specs/rows.csv",
                "/etc/passwd",
                "file:///etc/passwd"
            })
    void aPathThatLeavesTheRepositoryIsAnErrorAndIsNotRead(String path) {
        specs.spec("specs/rows.yml", "data", "name: rows\npath: " + path + "\n");

        assertThat(specs.problems())
                .containsExactly(
                        "specs/rows.yml:3:7: path is \""
                                + path
                                + "\", which leads out of the repository; keep the file inside it");
    }

    @Test
    void anIncludedFileThatLeavesTheRepositoryIsOneError() {
        specs.spec(
                "train.yml",
                "commandJob",
                "name: train\ncommand: ls\nenvironment: file:../env.yml\n");

        assertThat(specs.problems())
                .containsExactly(
                        "train.yml:4:14: environment is \"file:../env.yml\", which leads out of the repository; keep the file inside it");
    }

    @Test
    void aSymbolicLinkIsNotFollowed() throws Exception {
        specs.file("real/rows.csv", "1,2\n")
                .spec("a.yml", "data", "name: a\npath: link\n")
                .spec("b.yml", "data", "name: b\npath: link/rows.csv\n");
        Files.createSymbolicLink(folder.resolve("link"), folder.resolve("real"));

        assertThat(specs.problems())
                .hasSize(2)
                .allSatisfy(problem ->
                        assertThat(problem)
                                .endsWith(
                                        "is reached through a symbolic link or a submodule, which is not followed; put the files themselves there"));
    }

    @Test
    void aMistypedPathIsAnErrorThoughItIsOfData() {
        specs.file("tables/rows.csv", "1,2\n")
                .spec("rows.yml", "data", "name: rows\npath: tables/rows.cvs\n");

        assertThat(specs.problems())
                .containsExactly(
                        "rows.yml:3:7: path is \"tables/rows.cvs\", but tables/rows.cvs is not in the repository; did you mean tables/rows.csv?");
        assertThat(specs.load().isValid()).isFalse();
    }

    @Test
    void urisAreNoPaths() {
        specs.spec("a.yml", "data", "name: a\npath: azureml://datastores/d/paths/x\n")
                .spec("b.yml", "data", "name: b\npath: https://example.org/x.csv\n")
                .spec(
                        "c.yml",
                        "commandJob",
                        ENVIRONMENT + "command: ls\ncode: git+https://example.org/x.git\n");

        assertThat(specs.problems()).isEmpty();
        assertThat(specs.value("data/b", "path")).isEqualTo(new Text("https://example.org/x.csv"));
    }

    @Test
    void expressionsStayAsWritten() {
        specs.spec(
                        "prep.yml",
                        "commandComponent",
                        "name: prep\ncommand: ls\ninputs: {rate: {type: number}, rows: {type: uri_file}}\n"
                                + ENVIRONMENT)
                .spec(
                        "pipe.yml",
                        "pipelineJob",
                        """
                        name: pipe
                        type: pipeline
                        inputs: {rate: 0.1, rows: {type: uri_file, path: "azureml:rows:1"}}
                        jobs:
                          first:
                            component: ./prep.yml
                            inputs:
                              rate: ${{parent.inputs.rate}}
                              rows: {path: "${{parent.inputs.rows}}"}
                        """);

        assertThat(specs.problems()).isEmpty();
        assertThat(specs.value("job/pipe", "jobs", "first", "inputs", "rate"))
                .isEqualTo(new Text("${{parent.inputs.rate}}"));
        assertThat(specs.value("job/pipe", "jobs", "first", "inputs", "rows", "path"))
                .isEqualTo(new Text("${{parent.inputs.rows}}"));
        assertThat(specs.value("job/pipe", "jobs", "first", "component", "command"))
                .isEqualTo(new Text("ls"));
    }
}
