package dev.plumbline.spec.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.resource.Digest;
import dev.plumbline.resource.Value.Content;
import dev.plumbline.resource.Value.Text;
import dev.plumbline.spec.TestingSpecs;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineComponentTest {
    private static final String OUTER =
            "name: pipe\ntype: pipeline\njobs: {all: {component: ./lib/all.yml}}\n";
    private static final String ALL =
            """
            name: all
            type: pipeline
            inputs: {rate: {type: number, default: 0.1}}
            jobs:
              prep: {component: ./steps/prep.yml}
              train:
                command: python train.py
                code: ../src
                environment: azureml:env:1
            """;
    private static final String PREP =
            "name: prep\ncommand: python prep.py\ncode: ../../src\nenvironment: azureml:env:1\n";

    @TempDir Path folder;
    private TestingSpecs specs;

    @BeforeEach
    void write() {
        specs = new TestingSpecs(folder);
        specs.file("src/prep.py", "print(1)\n")
                .file("src/train.py", "print(1)\n")
                .spec("env.yml", "environment", "name: env\nversion: 1\nimage: python:3.11\n")
                .spec("lib/steps/prep.yml", "commandComponent", PREP)
                .spec("lib/all.yml", "pipelineComponent", ALL)
                .spec("pipe.yml", "pipelineJob", OUTER);
    }

    @Test
    void aNodeHoldsThePipelineOfItsComponentWithPathsOfItsOwn() {
        assertThat(specs.problems()).isEmpty();
        assertThat(
                        specs.value(
                                "job/pipe",
                                "jobs",
                                "all",
                                "component",
                                "jobs",
                                "prep",
                                "component",
                                "command"))
                .isEqualTo(new Text("python prep.py"));
        assertThat(specs.value("job/pipe", "jobs", "all", "component", "jobs", "train", "code"))
                .isInstanceOfSatisfying(
                        Content.class, code -> assertThat(code.path()).isEqualTo("src"));
    }

    @Test
    void theJobFollowsTheCodeOfNodesWithinNodes() {
        Digest before = specs.digest("job/pipe");

        specs.file("src/prep.py", "print(2)\n");

        assertThat(specs.digest("job/pipe")).isNotEqualTo(before);
    }

    @Test
    void aJobCanBeAPipelineComponent() {
        specs.spec(
                "pipe.yml",
                "pipelineJob",
                "name: pipe\ntype: pipeline\ncomponent: ./lib/all.yml\ninputs: {rate: 0.2}\n");

        assertThat(specs.problems()).isEmpty();
        assertThat(specs.value("job/pipe", "component", "jobs", "train", "command"))
                .isEqualTo(new Text("python train.py"));
    }

    @Test
    void oneThatIsNamedIsRegisteredWithWhatItsNodesRun() {
        specs.spec(
                "pipe.yml",
                "pipelineJob",
                "name: pipe\ntype: pipeline\njobs: {all: {component: 'azureml:all@latest'}}\n");
        Digest before = specs.digest("component/all");

        assertThat(specs.problems()).isEmpty();
        specs.file("src/prep.py", "print(2)\n");
        assertThat(specs.digest("component/all")).isNotEqualTo(before);
    }

    @Test
    void aFaultIsToldWhereItStands() {
        specs.spec(
                "lib/all.yml",
                "pipelineComponent",
                "name: all\ntype: pipeline\njobs: {prep: {component: ./absent.yml}}\n");

        assertThat(specs.problems())
                .containsOnly(
                        "lib/all.yml:4:26: jobs.prep.component is \"./absent.yml\", but lib/absent.yml is not in the repository; correct the path");
    }

    @Test
    void aComponentDoesNotHoldItself() {
        specs.spec(
                "lib/all.yml",
                "pipelineComponent",
                "name: all\ntype: pipeline\njobs: {again: {component: ./more.yml}}\n");
        specs.spec(
                "lib/more.yml",
                "pipelineComponent",
                "name: more\ntype: pipeline\njobs: {all: {component: ./all.yml}}\n");

        assertThat(specs.problems())
                .contains(
                        "lib/more.yml:4:25: jobs.all.component is \"./all.yml\", which includes this document itself; a component cannot hold itself");
    }
}
