package dev.plumbline.local.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.platform.Observed.RunStatus;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.VersionedId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StepSurroundingsTest {

    @TempDir Path directory;
    private TestingJobs jobs;

    @BeforeEach
    void open() throws IOException {
        jobs = new TestingJobs(directory);
    }

    @AfterEach
    void close() {
        jobs.close();
    }

    @Test
    void aStepSeesOnlyItsOwnVariables() throws IOException {
        JobRun run =
                jobs.runToEnd(
                        "j",
                        """
                        environment: azureml:e:1
                        experiment_name: frauds
                        command: env > ${{outputs.o}}/env
                        environment_variables: {DEPTH: 3}
                        outputs: {o: {type: uri_folder}}
                        """);

        List<String> lines = jobs.read(jobs.output(run, "o"), "env").lines().toList();
        assertThat(lines)
                .contains(
                        "DEPTH=3",
                        "MLFLOW_EXPERIMENT_NAME=frauds",
                        "VIRTUAL_ENV=/usr",
                        "AZUREML_ROOT_RUN_ID=" + run.id())
                .anyMatch(line -> line.startsWith("PATH=/usr/bin:"))
                .noneMatch(line -> line.startsWith("JAVA_HOME=") || line.startsWith("MAVEN"));
    }

    @Test
    void registeredDataIsAnInputAndAnOptionalOneMayBeLeftOut() throws IOException {
        Path extra = Files.createDirectories(directory.resolve("extra"));
        Files.writeString(extra.resolve("x"), "3");
        jobs.data.put(
                new VersionedId(new ResourceId(Kind.DATA, "extra"), "1"),
                jobs.artifacts.put(extra));

        JobRun run =
                jobs.runToEnd(
                        "j",
                        """
                        type: pipeline
                        outputs: {o: {}}
                        jobs:
                          a:
                            component:
                              environment: azureml:e:1
                              command: echo $(cat ${{inputs.extra}}/x) $[[more ${{inputs.more}}]] on > ${{outputs.o}}/f
                              inputs: {extra: {type: uri_folder}, more: {type: string, optional: true}}
                              outputs: {o: {type: uri_folder}}
                            inputs: {extra: {type: uri_folder, path: 'azureml:extra:1'}}
                            outputs: {o: '${{parent.outputs.o}}'}
                        """);

        assertThat(run.status()).as(run.message()).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(jobs.read(jobs.output(run, "o"), "f")).isEqualTo("3 on");
    }

    @Test
    void aSingleFileIsReadUnderItsNameAndWrittenAsAFile() throws IOException {
        jobs.repository.put("data/raw.csv", "1,2");

        JobRun run =
                jobs.runToEnd(
                        "j",
                        """
                        environment: azureml:e:1
                        command: cat ${{inputs.raw}} > ${{outputs.o}}; basename ${{inputs.raw}} >> ${{outputs.o}}
                        inputs: {raw: {type: uri_file, path: 'repo:data/raw.csv'}}
                        outputs: {o: {type: uri_file}}
                        """);

        assertThat(run.status()).as(run.message()).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(jobs.output(run, "o").folder()).isFalse();
        assertThat(jobs.artifacts.open(jobs.output(run, "o").digest())).hasContent("1,2raw.csv");
    }

    @Test
    void anOutputThatWasNotWrittenFailsTheStep() throws IOException {
        JobRun run =
                jobs.runToEnd(
                        "j",
                        "{environment: 'azureml:e:1', command: 'true', outputs: {o: {type: uri_file}}}");

        assertThat(run.message())
                .isEqualTo(
                        "step main exited 0 and left nothing at ${{outputs.o}}; write the uri_file there");
    }

    @Test
    void anEnvironmentThatCannotBeHadFailsTheStep() throws IOException {
        JobRun run = jobs.runToEnd("j", "{environment: 'azureml:broken:1', command: 'true'}");

        assertThat(run.message())
                .isEqualTo("step main: its environment cannot be had: nothing provides foo==9");
    }

    @Test
    void aLongLogIsCut(@TempDir Path other) throws IOException {
        JobOptions options = new JobOptions(other, 2, 10_000, Duration.ofSeconds(1));
        try (TestingJobs small = new TestingJobs(other, options)) {
            JobRun run =
                    small.runToEnd(
                            "j",
                            "{environment: 'azureml:e:1', command: 'seq 100000; sleep 1; echo end'}");

            Path log = small.service.log(run.id(), Optional.empty()).getFirst();
            assertThat(Files.size(log)).isLessThan(10_000);
            assertThat(Files.readString(log)).startsWith("1\n").endsWith("end\n");
        }
    }
}
