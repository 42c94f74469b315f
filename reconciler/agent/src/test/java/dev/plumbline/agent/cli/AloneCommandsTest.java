package dev.plumbline.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AloneCommandsTest {
    @TempDir private Path folder;
    private PlumbFixture plumb;

    @BeforeEach
    void start() throws IOException {
        folder = folder.toRealPath();
        plumb = new PlumbFixture(folder);
    }

    private void spec(String path, String schema) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(
                file,
                "$schema: https://azuremlschemas.azureedge.net/latest/" + schema + "\nname: x\n");
    }

    @Test
    void initProposesAWorkspaceOverTheSpecsThatAreThere() throws IOException {
        spec("jobs/train.yml", "commandJob.schema.json");
        spec("jobs/deep/tune.yaml", "sweepJob.schema.json");
        spec("blue.yml", "managedOnlineDeployment.schema.json");
        spec(".hidden/x.yml", "commandJob.schema.json");
        Files.writeString(folder.resolve("jobs/conda.yml"), "dependencies: [python]\n");
        Files.writeString(
                folder.resolve("jobs/latin.yml"), "caf\u00e9", StandardCharsets.ISO_8859_1);

        assertThat(plumb.run("init")).isZero();

        assertThat(plumb.out())
                .startsWith("found 2 commandJob, 1 managedOnlineDeployment, 1 sweepJob\n");
        assertThat(folder.resolve("plumbline.yml"))
                .content()
                .contains("platform: local")
                .contains("include: [\"*.yml\"]", "# jobs/ in no workspace");
    }

    @Test
    void initNeverTouchesWhatIsThere() throws IOException {
        spec("jobs/train.yml", "commandJob.schema.json");
        Files.writeString(folder.resolve("plumbline.yml"), "mine\n");

        assertThat(plumb.run("init", ".", "--output", "json")).isZero();

        assertThat(plumb.json().at("/written").asBoolean()).isFalse();
        assertThat(folder.resolve("plumbline.yml")).hasContent("mine");
    }

    @Test
    void initInAFolderOfARepositoryProposesForItsRoot() throws IOException {
        Files.createDirectory(folder.resolve(".git"));
        spec("jobs/train.yml", "commandJob.schema.json");

        assertThat(plumb.run("init", "jobs")).isZero();

        assertThat(folder.resolve("plumbline.yml")).exists();
    }

    @Test
    void initWithoutSpecsSaysSo() {
        assertThat(plumb.run("init")).isEqualTo(1);
        assertThat(plumb.err()).contains("no specs under");
    }

    @Test
    void validateTellsByItsExitCode() {
        assertThat(plumb.run("validate")).isEqualTo(1);
        assertThat(plumb.out()).startsWith("endpoints/blue.yml:12:17: instance_count is \"two\"");
        assertThat(plumb.run("validate", "--output", "json")).isEqualTo(1);
        assertThat(plumb.json().at("/problems/0/line").asInt()).isEqualTo(12);
        assertThat(plumb.json().propertyNames())
                .containsExactly("valid", "documents", "specs", "problems");
        assertThat(plumb.run("validate", "-o", "sarif")).isEqualTo(1);
        assertThat(plumb.json().at("/version").asString()).isEqualTo("2.1.0");
        assertThat(plumb.run("validate", "-o", "github")).isEqualTo(1);
        assertThat(plumb.out()).startsWith("::error file=endpoints/blue.yml,line=12,col=17,");
        assertThat(plumb.run("validate", "none.yml")).isEqualTo(1);
        assertThat(plumb.err()).contains("\"none.yml\" is not there");
    }

    @Test
    void agentOptionsReachTheAgent() {
        assertThat(
                        plumb.run(
                                "agent", "--repo", "r", "--data", "d", "--port", "0", "--poll",
                                "30s", "--once"))
                .isZero();
        assertThat(plumb.out())
                .contains("repository=Optional[r]")
                .contains("data=" + folder.resolve("d"))
                .contains("port=OptionalInt[0]")
                .contains("poll=Optional[PT30S]")
                .contains("once=true");

        assertThat(plumb.with("XDG_DATA_HOME", "/var/x").run("agent", "--repo", "r")).isZero();
        assertThat(plumb.out()).contains("data=/var/x/plumbline");
        assertThat(plumb.run("demo", "--once")).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "stats",
                "status --colour",
                "diff",
                "status --output xml",
                "agent --repo x --poll soon"
            })
    void aMistakeOnTheCommandLineGivesTwo(String line) {
        assertThat(plumb.run(line.isEmpty() ? new String[0] : line.split(" "))).isEqualTo(2);
        assertThat(plumb.out()).isEmpty();
        assertThat(plumb.err()).startsWith("plumb: ").contains("--help");
    }

    @Test
    void aMistakeIsJsonForWhoAskedForJson() {
        assertThat(plumb.run("runs", "--limit", "many", "--output", "json")).isEqualTo(2);
        assertThat(plumb.json().at("/error/code").asString()).isEqualTo("usage");
        assertThat(plumb.err()).isEmpty();
    }

    @Test
    void versionAndHelpAreOnStandardOutput() {
        assertThat(plumb.run("--version")).isZero();
        assertThat(plumb.out()).startsWith("plumb ");
        assertThat(plumb.run("--help")).isZero();
        assertThat(plumb.out()).contains("plumb demo").contains("lineage");
        assertThat(plumb.run("plan", "--help")).isZero();
        assertThat(plumb.out()).contains("there are changes").contains("Examples:");
    }
}
