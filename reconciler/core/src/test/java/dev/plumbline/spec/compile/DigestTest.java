package dev.plumbline.spec.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.resource.Digest;
import dev.plumbline.spec.TestingSpecs;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which edits change what a job means.
class DigestTest {
    private static final String JOB =
            """
            name: train
            description: trains
            command: python train.py
            code: ../src
            environment: {image: python:3.13, conda_file: ../env/conda.yml}
            inputs: {rate: 0.1, rows: {type: uri_file, path: ../data/rows.csv}}
            outputs: {model: {type: custom_model, name: fraud}}
            compute: azureml:small
            """;

    @TempDir Path folder;
    private TestingSpecs specs;

    @BeforeEach
    void write() {
        specs =
                new TestingSpecs(folder)
                        .file("src/train.py", "print(1)\n")
                        .file("src/lib/util.py", "x = 1\n")
                        .file("src/.amlignore", "*.log\n/notes/\n!keep.log\n")
                        .file("src/.gitignore", "*.tmp\n")
                        .file("env/conda.yml", "dependencies: [pip]\n")
                        .file("data/rows.csv", "1,2\n")
                        .spec("specs/train.yml", "commandJob", JOB);
    }

    private Digest digest() {
        assertThat(specs.problems()).isEmpty();
        return specs.digest("job/train");
    }

    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource({
        "description: trains, description: trains well",
        "description: trains, 'tags: {team: fraud}'",
        "azureml:small, azureml:large",
        "command: python train.py, command:    'python train.py' # the same",
        "'rate: 0.1', 'rate: 0.10'",
        "'name: fraud}}', 'name: churn}}'",
        "'{rate: 0.1, rows', '{rate: 1e-1, rows'",
    })
    void aCosmeticEditDoesNotChangeIt(String from, String to) {
        Digest before = digest();

        specs.spec("specs/train.yml", "commandJob", JOB.replace(from, to));

        assertThat(JOB).contains(from);
        assertThat(digest()).isEqualTo(before);
    }

    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource({
        "python train.py, python train.py -v",
        "'rate: 0.1', 'rate: 0.2'",
        "'rate: 0.1', 'rate: ''0.1'''",
        "python:3.13, python:3.14",
        "'inputs: {', 'inputs: {extra: 1, '",
        "../src, ../src/lib",
    })
    void aSemanticEditChangesIt(String from, String to) {
        Digest before = digest();

        specs.spec("specs/train.yml", "commandJob", JOB.replace(from, to));

        assertThat(JOB).contains(from);
        assertThat(digest()).isNotEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "src/train.py",
        "src/lib/util.py",
        "src/added.py",
        "src/keep.log",
        "src/new.yml",
        "env/conda.yml",
        "data/rows.csv",
    })
    void aFileThatTheJobHoldsChangesIt(String path) {
        Digest before = digest();

        specs.file(path, "changed: 1\n");

        assertThat(digest()).isNotEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "src/run.log",
        "src/lib/run.log",
        "src/notes/idea.py",
        "data/other.csv",
        "readme.md",
        "srcs/train.py",
    })
    void aFileThatIsIgnoredOrElsewhereDoesNot(String path) {
        Digest before = digest();

        specs.file(path, "changed: 1\n");

        assertThat(digest()).isEqualTo(before);
    }

    @Test
    void aSpecInsideTheCodeFolderIsNotPartOfIt() {
        Digest before = digest();

        specs.spec("src/model.yml", "model", "name: fraud\n");

        assertThat(digest()).isEqualTo(before);
    }

    @Test
    void aRemovedFileChangesItAndItsReturnChangesItBack() {
        Digest before = digest();

        specs.without("src/lib/util.py");
        Digest without = digest();
        specs.file("src/lib/util.py", "x = 1\n");

        assertThat(without).isNotEqualTo(before);
        assertThat(digest()).isEqualTo(before);
    }

    @Test
    void anExecutableBitChangesIt() {
        Digest before = digest();

        assertThat(folder.resolve("src/train.py").toFile().setExecutable(true)).isTrue();

        assertThat(digest()).isNotEqualTo(before);
    }

    @Test
    void theSpecMayMoveWithoutAChange() {
        Digest before = digest();

        specs.without("specs/train.yml").spec("jobs/renamed.yml", "commandJob", JOB);

        assertThat(digest()).isEqualTo(before);
    }

    @Test
    void theOrderOfKeysSaysNothing() {
        Digest before = digest();
        String rest = JOB.substring(JOB.indexOf("command:"));

        specs.spec("specs/train.yml", "commandJob", rest + "description: trains\nname: train\n");

        assertThat(digest()).isEqualTo(before);
    }

    @Test
    void aNodeFollowsTheCodeOfItsComponent() {
        specs.spec(
                        "lib/prep.yml",
                        "commandComponent",
                        "name: prep\ncommand: ls\ncode: ../src\nenvironment: azureml:env:1\n")
                .spec(
                        "pipe.yml",
                        "pipelineJob",
                        "name: pipe\ntype: pipeline\njobs: {first: {component: ./lib/prep.yml}}\n");
        Digest before = specs.digest("job/pipe");

        specs.file("src/train.py", "print(2)\n");

        assertThat(specs.digest("job/pipe")).isNotEqualTo(before);
    }
}
