package dev.plumbline.spec.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.repository.DirectoryTree;
import dev.plumbline.repository.SourceTree;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.VersionedId;
import dev.plumbline.spec.SpecLoader;
import dev.plumbline.spec.TestingSpecs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Which characters of which file are replaced when a version is set.
class ModelVersionEditTest {
    private static final ResourceId BLUE = ResourceId.deployment("fraud", "blue");
    private static final VersionedId FOUR =
            new VersionedId(new ResourceId(Kind.MODEL, "fraud"), "4");
    private static final String HEAD =
            "$schema: https://azuremlschemas.azureedge.net/latest/managedOnlineDeployment.schema.json\n";
    private static final String REST = "name: blue\nendpoint_name: fraud\ninstance_type: x\n";

    @TempDir Path folder;
    private TestingSpecs specs;

    @BeforeEach
    void write() {
        specs =
                new TestingSpecs(folder)
                        .file("plumbline.yml", "workspaces: [{name: prod}]\n")
                        .spec("endpoint.yml", "managedOnlineEndpoint", "name: fraud\n");
    }

    private EditedFile edit(String workspace) throws IOException, EditRefusedException {
        SourceTree tree = DirectoryTree.of(folder);
        return new ModelVersionEdit(tree, new SpecLoader().load(tree)).of(workspace, BLUE, FOUR);
    }

    private static String text(EditedFile file) {
        return new String(file.content(), StandardCharsets.UTF_8);
    }

    /// Each with `{}` where the model stands.
    static Stream<Arguments> documents() {
        return Stream.of(
                        "model: {}\n" + REST,
                        REST + "model: {}",
                        "model:   {}   # azureml:fraud:3 since May\n" + REST,
                        "model: '{}' # quoted\n" + REST,
                        "model: \"{}\"\n" + REST,
                        "# grün 🐟 azureml:fraud:3\nmodel: {}\n" + REST,
                        "model:\n  # below\n  {}\n" + REST,
                        "\"model\": {}\n" + REST,
                        "tags: {model: azureml:fraud:3}\nmodel: {}\n" + REST,
                        ("model: {}\n" + REST).replace("\n", "\r\n"))
                .map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("documents")
    void onlyTheVersionIsAnother(String document) throws Exception {
        specs.file("blue.yml", HEAD + document.replace("{}", "azureml:fraud:3"));

        EditedFile edited = edit("prod");

        assertThat(edited.before()).isEqualTo("azureml:fraud:3");
        assertThat(text(edited)).isEqualTo(HEAD + document.replace("{}", "azureml:fraud:4"));
    }

    @Test
    void flowStyleAndAByteOrderMarkStay() throws Exception {
        String document =
                "\uFEFF{$schema: https://azuremlschemas.azureedge.net/latest/managedOnlineDeployment.schema.json, model: %s, name: blue, endpoint_name: fraud, instance_type: x}";
        specs.file("blue.yml", document.formatted("azureml:fraud@stable"));

        EditedFile edited = edit("prod");

        assertThat(text(edited)).isEqualTo(document.formatted("azureml:fraud:4"));
        assertThat(edited.before()).isEqualTo("azureml:fraud@stable");
        assertThat(edited.workspaces()).containsExactly("prod");
    }

    @Test
    void tokensElsewhereInTheFileStay() throws Exception {
        specs.file("plumbline.yml", "workspaces: [{name: prod, tokens: {SIZE: Standard_DS3_v2}}]\n")
                .file(
                        "blue.yml",
                        HEAD
                                + "name: blue\nendpoint_name: fraud\ninstance_type: {{SIZE}}\nmodel: azureml:fraud:3\n");

        assertThat(text(edit("prod"))).contains("{{SIZE}}\nmodel: azureml:fraud:4\n");
    }

    @Test
    void whatAWorkspaceSetsIsSetThere() throws Exception {
        String plumbline =
                """
                workspaces:
                  - name: dev
                  - name: prod   # comment
                    set:
                      - {files: [blue.yml], values: {model: azureml:fraud:1}}
                      - files: [blue.yml]
                        values:
                          instance_count: 3
                          model: '%s'  # pinned
                """;
        specs.file("plumbline.yml", plumbline.formatted("azureml:fraud:2"))
                .file("blue.yml", HEAD + "model: azureml:fraud:3\n" + REST);

        EditedFile edited = edit("prod");

        assertThat(edited.path()).isEqualTo("plumbline.yml");
        assertThat(text(edited)).isEqualTo(plumbline.formatted("azureml:fraud:4"));
        assertThat(edited.place()).isEqualTo("plumbline.yml:9");
        assertThat(edited.workspaces()).containsExactly("prod");
        assertThat(edit("dev").path()).isEqualTo("blue.yml");
        assertThat(edit("dev").workspaces()).containsExactly("dev");
    }

    @Test
    void aFileThatTwoWorkspacesIncludeIsForBoth() throws Exception {
        specs.file("plumbline.yml", "workspaces: [{name: eu}, {name: us}]\n")
                .file("blue.yml", HEAD + "model: azureml:fraud:3\n" + REST);

        assertThat(edit("us").workspaces()).isEqualTo(List.of("eu", "us"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    model: &m azureml:fraud:3\\ntags: {m: *m} | the anchor &m lets other places share it
                    tags: {m: &m azureml:fraud:3}\\nmodel: *m | it is an alias of what stands elsewhere
                    model: >-\\n  azureml:fraud:3 | it is not written as it is, on one line, here
                    model: "azureml:fraud:\\\\x33" | it is not written as it is, on one line, here
                    model: !!str azureml:fraud:3 | it is not written as it is, on one line, here
                    model: azureml:fraud:{{V}} | whose version comes from a token
                    """)
    void whatIsSharedOrWrittenOtherwiseIsRefused(String document, String why) {
        specs.file("plumbline.yml", "workspaces: [{name: prod, tokens: {V: 3}}]\n")
                .file("blue.yml", HEAD + document.replace("\\n", "\n") + "\n" + REST);

        assertThatThrownBy(() -> edit("prod"))
                .isInstanceOf(EditRefusedException.class)
                .hasMessageContaining(why)
                .hasMessageMatching("(?s)blue\\.yml:[0-9]+:[0-9]+: .*");
    }

    @Test
    void aMergedKeyIsRefused() {
        specs.file("blue.yml", HEAD + "tags: &t {model: azureml:fraud:3}\n<<: *t\n" + REST);

        assertThatThrownBy(() -> edit("prod")).hasMessageContaining("merged in here (<<)");
    }
}
