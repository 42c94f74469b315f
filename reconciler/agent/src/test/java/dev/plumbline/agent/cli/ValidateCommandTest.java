package dev.plumbline.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.agent.cli.world.Alone;
import dev.plumbline.agent.demo.Demo;
import dev.plumbline.agent.run.AgentRun;
import dev.plumbline.agent.run.SpecFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `plumb validate` on a real repository: folders, commits, single files explained.
final class ValidateCommandTest {
    private static final String DEPLOYMENT =
            """
            $schema: https://azuremlschemas.azureedge.net/latest/managedOnlineDeployment.schema.json
            name: blue
            instance_type: "{{SIZE}}"
            instance_count: 1
            """;

    @TempDir private Path folder;
    private PlumbFixture plumb;
    private Git git;

    @BeforeEach
    void start() throws Exception {
        folder = folder.toRealPath();
        git =
                Git.init()
                        .setInitialBranch("main")
                        .setDirectory(folder.resolve("repo").toFile())
                        .call();
        write(
                "plumbline.yml",
                """
                workspaces:
                  - name: staging
                    tokens: {SIZE: small}
                    set:
                      - files: e/blue.yml
                        values: {instance_count: 2, tags.team: risk}
                  - name: prod
                """);
        write("e/blue.yml", DEPLOYMENT);
        write(
                "e/model.yml",
                "$schema: https://azuremlschemas.azureedge.net/latest/model.schema.json\nnmae: x\n");
        commit();
        plumb =
                new PlumbFixture(
                        folder.resolve("repo"),
                        new Alone(new SpecFiles(), new AgentRun(), new Demo()));
    }

    @AfterEach
    void close() {
        git.close();
    }

    private void write(String path, String text) throws IOException {
        Path file = folder.resolve("repo").resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void commit() throws Exception {
        git.add().addFilepattern(".").call();
        git.commit()
                .setMessage("a commit")
                .setAuthor("Ada", "ada@example.org")
                .setCommitter("Ada", "ada@example.org")
                .setSign(false)
                .call();
    }

    @Test
    void anExplanationTellsWhatPlumblineYmlChangedAndWhatIsMissing() {
        assertThat(plumb.run("validate", "--explain", "e/blue.yml", "-o", "json")).isZero();

        assertThat(plumb.json().at("/kind").asString()).isEqualTo("managedOnlineDeployment");
        assertThat(plumb.json().at("/workspaces/0/changes"))
                .hasToString(
                        "[{\"what\":\"{{SIZE}}\",\"from\":\"{{SIZE}}\",\"to\":\"small\",\"by\":\"plumbline.yml:3:14\"},"
                                + "{\"what\":\"instance_count\",\"from\":1,\"to\":2,\"by\":\"plumbline.yml:6:18\"},"
                                + "{\"what\":\"tags.team\",\"from\":null,\"to\":\"risk\",\"by\":\"plumbline.yml:6:37\"}]");
        assertThat(plumb.json().at("/workspaces/0/state").asString()).isEqualTo("partial");
        assertThat(plumb.json().at("/workspaces/0/missing/0/what").asString())
                .isEqualTo("endpoint_name");
        assertThat(plumb.json().at("/workspaces/0/effective/instance_count").asInt()).isEqualTo(2);
        assertThat(plumb.json().at("/workspaces/1/state").asString()).isEqualTo("template");
    }

    @Test
    void anExplanationOfOneWorkspaceIsYaml() {
        assertThat(plumb.run("validate", "--explain", "e/blue.yml", "--workspace", "prod"))
                .isZero();

        assertThat(plumb.out()).contains("  - name: prod\n").doesNotContain("staging");
    }

    @Test
    void contentsAreNamedByTheirGitObjects() throws Exception {
        write(
                "e/model.yml",
                "$schema: https://azuremlschemas.azureedge.net/latest/model.schema.json\nname: m\npath: weights.txt\n");
        write("e/weights.txt", "hello\n");

        assertThat(plumb.run("validate", "--explain", "e/model.yml", "-o", "json"))
                .as(plumb.err())
                .isZero();

        assertThat(plumb.json().at("/workspaces/0/resources/0/contents/0/files/.").asString())
                .isEqualTo("ce013625030ba8dba906f756967f9e9ca394464a");
        assertThat(plumb.json().at("/workspaces/0/resources/0/digest_fields"))
                .hasToString("[\"path\"]");
    }

    @Test
    void aMistakenExplanationSaysWhatToDo() {
        assertThat(plumb.run("validate", "--explain", "e/blue.yml", "--workspace", "nope"))
                .isEqualTo(1);
        assertThat(plumb.err()).contains("declares no workspace \"nope\"");
        assertThat(plumb.run("validate", "--explain", "e/blue.yml", "-o", "sarif")).isEqualTo(2);
        assertThat(plumb.run("validate", "--workspace", "prod")).isEqualTo(2);
    }

    @Test
    void aRevisionIsCheckedWhateverTheFolderHolds() throws Exception {
        write(
                "e/model.yml",
                "$schema: https://azuremlschemas.azureedge.net/latest/model.schema.json\nname: x\n");

        assertThat(plumb.run("validate")).as(plumb.out()).isZero();
        assertThat(plumb.run("validate", "--revision", "main")).isEqualTo(1);
        assertThat(plumb.out()).contains("e/model.yml:2:1: \"nmae\"");
        commit();
        Files.delete(folder.resolve("repo/e/model.yml"));
        assertThat(plumb.run("validate", "--revision", "HEAD", "e/model.yml")).isZero();
        assertThat(plumb.out()).contains("1 spec in 1 document: valid");
        assertThat(plumb.run("validate", "--revision", "HEAD~1", "e")).isEqualTo(1);
    }

    @Test
    void aBareRepositoryHasRevisionsToo() throws Exception {
        Git.cloneRepository()
                .setURI(folder.resolve("repo").toUri().toString())
                .setBare(true)
                .setDirectory(folder.resolve("bare.git").toFile())
                .call()
                .close();

        assertThat(plumb.run("validate", "--revision", "main", "../bare.git")).isEqualTo(1);
        assertThat(plumb.out()).contains("e/model.yml:2:1: ");
        assertThat(plumb.run("validate", "--revision", "nope", "../bare.git")).isEqualTo(1);
        assertThat(plumb.err()).contains("\"nope\" is no branch, tag or commit");
        assertThat(plumb.run("validate", "--revision", "main", "../..")).isEqualTo(1);
    }

    @Test
    void severalPathsAreJudgedByTheRepositoryOfEach() {
        assertThat(plumb.run("validate", "e/blue.yml", "plumbline.yml")).isZero();
        assertThat(plumb.out()).contains("2 specs in 2 documents: valid");
        assertThat(plumb.run("validate", "e/blue.yml", "e/model.yml")).isEqualTo(1);
    }

    @Test
    void anErrorOfPlumblineYmlIsToldWhicheverFileIsAsked() throws IOException {
        write("plumbline.yml", "workspaces: [{name: a, inclde: [x]}]\n");

        assertThat(plumb.run("validate", "e/blue.yml")).isEqualTo(1);
        assertThat(plumb.out()).contains("plumbline.yml:1:24: \"inclde\"");
    }
}
