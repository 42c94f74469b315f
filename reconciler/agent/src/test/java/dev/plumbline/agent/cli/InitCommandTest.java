package dev.plumbline.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.agent.cli.world.Alone;
import dev.plumbline.agent.demo.Demo;
import dev.plumbline.agent.run.AgentRun;
import dev.plumbline.agent.run.SpecFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `plumb init` proposes, and that `plumb validate` takes it.
final class InitCommandTest {
    @TempDir private Path folder;
    private PlumbFixture plumb;

    @BeforeEach
    void start() throws IOException {
        folder = folder.toRealPath();
        Files.createDirectory(folder.resolve(".git"));
        plumb = new PlumbFixture(folder, new Alone(new SpecFiles(), new AgentRun(), new Demo()));
    }

    private void spec(String path, String schema, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(
                file,
                "$schema: https://azuremlschemas.azureedge.net/latest/%s.schema.json\n%s"
                        .formatted(schema, text));
    }

    private void endpoint(String folder, String name) throws IOException {
        spec(folder + "/endpoint.yml", "managedOnlineEndpoint", "name: " + name + "\n");
    }

    private void job(String path) throws IOException {
        spec(path, "commandJob", "command: ls\nenvironment: azureml:train:1\n");
    }

    private String proposed() throws IOException {
        assertThat(plumb.run("init")).as(plumb.err()).isZero();
        String text = Files.readString(folder.resolve("plumbline.yml"));
        assertThat(plumb.run("validate")).as(plumb.out()).isZero();
        return text;
    }

    @Test
    void aFolderThatStandsAloneIsAWorkspace() throws IOException {
        endpoint("fraud", "fraud");
        endpoint("churn", "churn");

        assertThat(proposed())
                .contains("- name: churn\n", "include: [\"churn/**\"]")
                .contains("- name: fraud\n", "include: [\"fraud/**\"]");
    }

    @Test
    void foldersThatReferToEachOtherAreOneWorkspace() throws IOException {
        endpoint("endpoints", "fraud");
        spec(
                "deployments/blue.yml",
                "managedOnlineDeployment",
                "name: blue\nendpoint_name: fraud\nmodel: azureml:fraud:1\ninstance_type: x\n");

        assertThat(proposed()).contains("include: [\"**\"]").containsOnlyOnce("- name:");
    }

    @Test
    void aFolderOfAssetsIsSharedByAllThatUseIt() throws IOException {
        spec("environments/serve.yml", "environment", "name: serve\nimage: python:3.12\n");
        for (String name : new String[] {"fraud", "churn"}) {
            endpoint(name, name);
            spec(
                    name + "/blue.yml",
                    "managedOnlineDeployment",
                    "name: blue\nendpoint_name: %s\nmodel: azureml:m:1\ninstance_type: x\nenvironment: azureml:serve@latest\n"
                            .formatted(name));
        }

        assertThat(proposed())
                .contains("include: [\"churn/**\", \"environments/**\"]")
                .contains("include: [\"environments/**\", \"fraud/**\"]");
    }

    @Test
    void jobsAreOffUntilNamed() throws IOException {
        endpoint("fraud", "fraud");
        job("fraud/train.yml");
        for (int i = 0; i < 5; i++) {
            job("experiments/" + i + "/job.yml");
        }

        assertThat(proposed())
                .contains("# 1 job, off until named", "- \"fraud/train.yml\"")
                .contains("# experiments/ in no workspace: 5 jobs");
        assertThat(plumb.run("validate", "--explain", "fraud/train.yml", "-o", "json")).isZero();
        assertThat(plumb.json().at("/workspaces/0/included").asBoolean()).isFalse();
    }

    @Test
    void aRepositoryOfJobsAloneKeepsThemOff() throws IOException {
        for (int i = 0; i < 5; i++) {
            job("jobs/" + i + ".yml");
        }

        assertThat(proposed()).contains("exclude:", "# 5 jobs, off until named", "- \"**\"");
    }

    @Test
    void whatScriptsWouldPassIsSetWhereItCanBeTold() throws IOException {
        endpoint("fraud", "fraud-detection");
        spec(
                "fraud/blue.yml",
                "managedOnlineDeployment",
                "name: blue\nmodel: azureml:m:1\ninstance_type: x\n");
        spec("fraud/green.yml", "managedOnlineDeployment", "name: green\ninstance_type: x\n");
        spec("fraud/red.yml", "managedOnlineDeployment", "name: red\ninstance_type: '{{SIZE}}'\n");

        assertThat(proposed())
                .contains("values: {endpoint_name: fraud-detection}")
                .contains("#     values: {model: \"azureml:<name>:<version>\"}")
                .contains("# tokens: {SIZE: …}");
        assertThat(plumb.run("validate", "--explain", "fraud/blue.yml", "-o", "json")).isZero();
        assertThat(plumb.json().at("/workspaces/0/resources/0/id").asString())
                .isEqualTo("online-deployment/fraud-detection/blue");
    }

    @Test
    void whatDeclaresTheSameTwiceIsLeftOut() throws IOException {
        endpoint("samples/a", "my-endpoint");
        endpoint("samples/b", "my-endpoint");
        endpoint("other", "other");

        assertThat(proposed())
                .contains("# each declares what another file of this workspace declares")
                .contains("- \"samples/b/endpoint.yml\"");
    }

    @Test
    void whatIsWrongAmongTheOthersAloneIsLeftOutForThatReason() throws IOException {
        endpoint("fraud", "fraud-detection");
        spec(
                "fraud/blue.yml",
                "managedOnlineDeployment",
                "name: blue\nendpoint_name: fraud-detektion\nmodel: azureml:m:1\ninstance_type: x\n");

        assertThat(proposed())
                .contains(
                        """
                              # with the others of this workspace: endpoint_name is "fraud-detektion", which no file declares; did you mean "fraud-detection"?
                              - "fraud/blue.yml"
                        """)
                .doesNotContain("each declares what");
    }

    @Test
    void theReasonsAreTold() throws IOException {
        endpoint("fraud", "fraud");
        job("fraud/train.yml");

        plumb.run("init");

        assertThat(plumb.out())
                .contains("found 1 commandJob, 1 managedOnlineEndpoint\n")
                .contains("2 specs, all of the repository")
                .contains("1 job off");
    }
}
