package dev.plumbline.spec.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.spec.TestingSpecs;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a document is called, and what happens when two are called the same.
class IdentityTest {
    private static final String JOB = "command: ls\nenvironment: azureml:env:1\n";
    private static final String PIPELINE =
            "name: pipe\ntype: pipeline\njobs: {first: {component: \"azureml:prep@latest\"}}\n";

    @TempDir Path folder;
    private TestingSpecs specs;

    @BeforeEach
    void open() {
        specs = new TestingSpecs(folder);
    }

    @Test
    void aJobWithoutANameIsCalledByItsPath() {
        specs.spec("jobs/train.yml", "commandJob", JOB)
                .spec("jobs/score.v2.yaml", "commandJob", JOB);

        assertThat(specs.ids()).containsExactly("job/jobs/score.v2", "job/jobs/train");
    }

    @Test
    void theSameIdTwiceNamesBothFiles() {
        specs.file("plumbline.yml", "workspaces: [{name: demo}]\n")
                .spec("a/model.yml", "model", "name: fraud\n")
                .spec("b/model.yml", "model", "name: fraud\nversion: 2\n");

        assertThat(specs.problems())
                .containsExactly(
                        "b/model.yml:1:1: model/fraud is declared here and in a/model.yml:1; rename or remove one of them");
        assertThat(specs.load().isValid()).isFalse();
    }

    @Test
    void aNamedJobAndAPathMayMeet() {
        specs.spec("train.yml", "commandJob", JOB)
                .spec("other.yml", "commandJob", "name: train\n" + JOB);

        assertThat(specs.problems())
                .containsExactly(
                        "train.yml:1:1: job/train is declared here and in other.yml:1; rename or remove one of them");
    }

    @Test
    void theSameNameOfAnotherKindOrEndpointIsAnotherId() {
        String deployment = "model: azureml:fraud:1\ninstance_type: x\nname: blue\nendpoint_name: ";
        specs.spec("a.yml", "model", "name: blue\n")
                .spec("b.yml", "managedOnlineDeployment", deployment + "fraud\n")
                .spec("c.yml", "managedOnlineDeployment", deployment + "churn\n");

        assertThat(specs.problems()).isEmpty();
        assertThat(specs.ids())
                .containsExactly(
                        "model/blue",
                        "online-deployment/churn/blue",
                        "online-deployment/fraud/blue");
    }

    @Test
    void aComponentIsRegisteredWhenSomethingNamesIt() {
        specs.spec("prep.yml", "commandComponent", "name: prep\n" + JOB);
        assertThat(specs.ids()).isEmpty();

        specs.spec("pipe.yml", "pipelineJob", PIPELINE);
        assertThat(specs.ids()).containsExactly("component/prep", "job/pipe");
    }

    @Test
    void twoComponentsOfTheNameThatSomethingNamesAreAnError() {
        specs.spec("a.yml", "commandComponent", "name: prep\n" + JOB)
                .spec("b.yml", "commandComponent", "name: prep\n" + JOB);
        assertThat(specs.problems()).isEmpty();

        specs.spec("pipe.yml", "pipelineJob", PIPELINE);
        assertThat(specs.problems())
                .containsExactly(
                        "b.yml:1:1: component/prep is declared here and in a.yml:1; rename or remove one of them");
    }

    @Test
    void withoutAPlumblineYmlTheSameIdTwiceIsNoMistake() {
        specs.spec("a/model.yml", "model", "name: fraud\n")
                .spec("b/model.yml", "model", "name: fraud\nversion: 2\n");

        assertThat(specs.load().isValid()).isTrue();
    }

    @Test
    void anIncludedComponentMustBeThereAndBeOne() {
        specs.spec("prep.yml", "model", "name: prep\n")
                .spec(
                        "pipe.yml",
                        "pipelineJob",
                        """
                        name: pipe
                        type: pipeline
                        jobs:
                          first: {component: ./prep.yml}
                          second: {component: ./absent.yml}
                        """);

        assertThat(specs.problems())
                .containsExactly(
                        "pipe.yml:5:22: jobs.first.component is \"./prep.yml\", but prep.yml is not a command component; correct the path",
                        "pipe.yml:6:23: jobs.second.component is \"./absent.yml\", but absent.yml is not in the repository; correct the path");
    }

    @Test
    void anIncludedComponentWithAFaultIsAnErrorThoughNoWorkspaceIncludesIt() {
        specs.file("plumbline.yml", "workspaces: [{name: demo, include: [pipe.yml]}]\n")
                .spec("lib/prep.yml", "commandComponent", "name: prep\ntags: x\n" + JOB)
                .spec(
                        "pipe.yml",
                        "pipelineJob",
                        "name: pipe\ntype: pipeline\njobs: {first: {component: ./lib/prep.yml}}\n");

        assertThat(specs.problems())
                .containsExactly("lib/prep.yml:3:7: tags is \"x\"; it must be a mapping");
    }

    @Test
    void anIncludedTemplateIsAnError() {
        specs.spec("prep.yml", "commandComponent", "name: prep\ndescription: \"{{X}}\"\n" + JOB)
                .spec(
                        "pipe.yml",
                        "pipelineJob",
                        "name: pipe\ntype: pipeline\njobs: {first: {component: ./prep.yml}}\n");

        assertThat(specs.problems())
                .anySatisfy(problem ->
                        assertThat(problem)
                                .startsWith(
                                        "pipe.yml:4:27: jobs.first.component is \"./prep.yml\", which cannot be used: {{X}} has no value"));
    }
}
