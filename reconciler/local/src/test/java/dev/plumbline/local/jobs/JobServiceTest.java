package dev.plumbline.local.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.platform.Observed.RunStatus;
import dev.plumbline.platform.Owner;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.Production;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.VersionedId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobServiceTest {
    private static final ResourceId MODEL = new ResourceId(Kind.MODEL, "fraud");
    private static final Production PRODUCTION = new Production("model", MODEL, Optional.empty());
    private static final String COMMAND =
            """
            environment: azureml:e:1
            command: echo ${{inputs.word}} > ${{outputs.model}}/word
            inputs: {word: %s}
            outputs: {model: {type: custom_model, name: fraud}}
            """;

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
    void aCommandRunsAndItsOutputIsRegisteredWithTheRunsMetrics() throws IOException {
        jobs.metricsOfEveryStep.put("auc", 0.9);

        JobRun run = jobs.runToEnd("train/fraud", COMMAND.formatted("hello"), PRODUCTION);

        assertThat(run.status()).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(run.registered()).containsEntry(MODEL, "1");
        assertThat(jobs.logged).containsEntry(run.id() + " custom_model", Map.of("auc", 0.9));
        assertThat(jobs.read(jobs.output(run, "model"), "word")).isEqualTo("hello");
        assertThat(run.parameters()).containsEntry("word", Value.text("hello"));
        assertThat(run.metrics()).containsEntry("auc", 0.9);
        assertThat(run.commit()).isEqualTo("c0ffee");
        assertThat(run.id()).matches("fraud-[0-9a-f]{8}-1");
        assertThat(run.steps())
                .singleElement()
                .satisfies(step -> {
                    assertThat(step.status()).isEqualTo(StepStatus.SUCCEEDED);
                    assertThat(step.exitCode()).hasValue(0);
                    assertThat(step.environmentLock()).containsExactly("python==3");
                    assertThat(step.why()).isEqualTo("it has not succeeded before");
                });
    }

    @Test
    void aDigestThatIsUnderWayOrHasSucceededRunsOnce() throws IOException {
        String first = jobs.submit("j", COMMAND.formatted("a"));
        assertThat(jobs.submit("j", COMMAND.formatted("a"))).isEqualTo(first);

        jobs.ended(first);

        assertThat(jobs.submit("j", COMMAND.formatted("a"))).isEqualTo(first);
        assertThat(jobs.processesStarted()).isEqualTo(1);
    }

    @Test
    void aFailedDigestRunsAgainAsANewAttempt() throws IOException {
        String failing = "{environment: 'azureml:e:1', command: 'echo went wrong; exit 7'}";
        JobRun first = jobs.runToEnd("j", failing);
        JobRun second = jobs.runToEnd("j", failing);

        assertThat(first.status()).isEqualTo(RunStatus.FAILED);
        assertThat(first.message()).isEqualTo("step main exited 7: went wrong");
        assertThat(first.steps().getFirst().exitCode()).hasValue(7);
        assertThat(second.id()).isNotEqualTo(first.id()).endsWith("-2");
        assertThat(jobs.observed(first.job()).runs()).hasSize(2);
    }

    @Test
    void stepsThatDoNotNeedEachOtherRunAtTheSameTime() throws IOException {
        JobRun run =
                jobs.runToEnd(
                        "j",
                        """
                        type: pipeline
                        jobs:
                          a: {environment: 'azureml:e:1', command: "%1$s a b", limits: {timeout: 30}}
                          b: {environment: 'azureml:e:1', command: "%1$s b a", limits: {timeout: 30}}
                        """
                                .formatted(meeting()));

        assertThat(run.status()).as(run.message()).isEqualTo(RunStatus.SUCCEEDED);
    }

    private String meeting() throws IOException {
        Path script = directory.resolve("meet.sh");
        Files.writeString(
                script,
                "touch %1$s/$1; until [ -e %1$s/$2 ]; do sleep 0.05; done".formatted(directory));
        return "sh " + script;
    }

    @Test
    void noMoreStepsRunAtATimeThanAllowed(@TempDir Path other) throws IOException {
        try (TestingJobs narrow =
                new TestingJobs(other, JobOptions.in(other).withConcurrentSteps(1))) {
            String exclusive = "mkdir %s/lock && sleep 0.2 && rmdir %1$s/lock".formatted(other);
            JobRun run =
                    narrow.runToEnd(
                            "j",
                            """
                            type: pipeline
                            jobs:
                              a: {environment: 'azureml:e:1', command: "%1$s; test $? = 0 # a"}
                              b: {environment: 'azureml:e:1', command: "%1$s; test $? = 0 # b"}
                              c: {environment: 'azureml:e:1', command: "%1$s; test $? = 0 # c"}
                            """
                                    .formatted(exclusive));

            assertThat(run.status()).as(run.message()).isEqualTo(RunStatus.SUCCEEDED);
        }
    }

    @Test
    void anUnchangedStepIsReusedAndAChangedOneSaysWhatChanged() throws IOException {
        jobs.repository.put("src/prep/go.sh", "echo clean > $1/data");
        jobs.repository.put("src/train/go.sh", "cat $1/data > $3/model; echo $2 >> $3/model");
        JobRun first = jobs.runToEnd("j", pipeline("1"), PRODUCTION);
        JobRun second = jobs.runToEnd("j", pipeline("2"), PRODUCTION);

        assertThat(first.status()).as(first.message()).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(jobs.processesStarted()).isEqualTo(3);
        assertThat(second.steps())
                .extracting(StepRun::status)
                .containsExactly(StepStatus.REUSED, StepStatus.SUCCEEDED);
        assertThat(second.steps().getFirst().reusedFrom()).contains(first.id());
        assertThat(second.steps().getLast().why())
                .isEqualTo("changed since run " + first.id() + ": parameter rate");
        assertThat(second.steps().getLast().parameters()).containsEntry("rate", Value.Num.of(2));
        assertThat(jobs.read(jobs.output(second, "model"), "model")).isEqualTo("clean\n2");
        assertThat(second.registered()).containsEntry(MODEL, "2");
        assertThat(jobs.service.log(second.id(), Optional.of("prep")))
                .isEqualTo(jobs.service.log(first.id(), Optional.of("prep")))
                .hasSize(1);

        jobs.repository.put("src/train/go.sh", "cat $1/data > $3/model");
        JobRun third = jobs.runToEnd("j", pipeline("2"));
        assertThat(third.steps().getLast().why())
                .isEqualTo("changed since run " + second.id() + ": code");
        assertThat(third.steps().getFirst().reusedFrom()).contains(first.id());
    }

    private static String pipeline(String rate) {
        return """
        type: pipeline
        inputs: {rate: %s}
        outputs: {model: {type: custom_model}}
        jobs:
          prep:
            component:
              code: repo:src/prep
              environment: azureml:e:1
              command: sh go.sh ${{outputs.clean}}
              outputs: {clean: {type: uri_folder}}
          train:
            component:
              code: repo:src/train
              environment: azureml:e:1
              command: sh go.sh ${{inputs.data}} ${{inputs.rate}} ${{outputs.model}}
              inputs: {data: {type: uri_folder}, rate: {type: number}}
              outputs: {model: {type: custom_model}}
            inputs: {data: '${{parent.jobs.prep.outputs.clean}}', rate: '${{parent.inputs.rate}}'}
            outputs: {model: '${{parent.outputs.model}}'}
        """
                .formatted(rate);
    }

    @Test
    void aStepThatIsNotDeterministicRunsEachTime() throws IOException {
        String yaml =
                "{environment: 'azureml:e:1', command: 'date', is_deterministic: false, description: %s}";
        jobs.runToEnd("j", yaml.formatted("one"));
        JobRun second = jobs.runToEnd("j", yaml.formatted("two"));

        assertThat(jobs.processesStarted()).isEqualTo(2);
        assertThat(second.steps().getFirst().why()).isEqualTo("it is not deterministic");
    }

    @Test
    void aRerunOfASuccessRunsEveryStepAgain() throws IOException {
        JobRun first = jobs.runToEnd("j", COMMAND.formatted("a"));

        JobRun again = jobs.ended(jobs.service.rerun(first.job()).orElseThrow());

        assertThat(again.status()).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(again.steps().getFirst().why()).isEqualTo("every step is to run again");
        assertThat(jobs.processesStarted()).isEqualTo(2);
        assertThat(jobs.service.rerun(new ResourceId(Kind.JOB, "none"))).isEmpty();
    }

    @Test
    void whatNeedsAFailedStepIsSkipped() throws IOException {
        JobRun run = jobs.runToEnd("j", failing(true));

        assertThat(run.status()).isEqualTo(RunStatus.FAILED);
        assertThat(run.message()).startsWith("step bad exited 1");
        assertThat(statuses(run))
                .isEqualTo(
                        Map.of(
                                "bad", StepStatus.FAILED,
                                "after", StepStatus.SKIPPED,
                                "first", StepStatus.SUCCEEDED,
                                "second", StepStatus.SUCCEEDED));
    }

    @Test
    void afterAFailureNothingNewStartsAndWhatRunsIsLetEnd() throws IOException {
        JobRun run = jobs.runToEnd("j", failing(false));

        assertThat(statuses(run))
                .isEqualTo(
                        Map.of(
                                "bad", StepStatus.FAILED,
                                "after", StepStatus.SKIPPED,
                                "first", StepStatus.SUCCEEDED,
                                "second", StepStatus.SKIPPED));
    }

    // `first` ends only after `bad` has failed and was recorded, and `second` needs it.
    private String failing(boolean goOn) {
        return """
        type: pipeline
        settings: {continue_on_step_failure: %s}
        jobs:
          bad: {environment: 'azureml:e:1', command: 'until [ -e %2$s/began ]; do sleep 0.05; done; exit 1',
                outputs: {o: {}}}
          after: {environment: 'azureml:e:1', command: 'ls ${{inputs.i}}',
                  inputs: {i: '${{parent.jobs.bad.outputs.o}}'}}
          first: {environment: 'azureml:e:1', command: 'touch %2$s/began; sleep 1.5', outputs: {o: {}}}
          second: {environment: 'azureml:e:1', command: 'ls ${{inputs.i}}',
                   inputs: {i: '${{parent.jobs.first.outputs.o}}'}}
        """
                .formatted(goOn, directory);
    }

    private static Map<String, StepStatus> statuses(JobRun run) {
        return run.steps().stream().collect(Collectors.toMap(StepRun::name, StepRun::status));
    }

    @Test
    void aStepOverItsTimeIsStopped() throws IOException {
        JobRun run =
                jobs.runToEnd(
                        "j",
                        "{environment: 'azureml:e:1', command: 'sleep 300', limits: {timeout: 1}}");

        assertThat(run.status()).isEqualTo(RunStatus.FAILED);
        assertThat(run.message())
                .contains("step main was stopped after 1 s")
                .contains("limits.timeout");
    }

    @Test
    void aCanceledRunStops() throws IOException {
        String id =
                jobs.submit(
                        "j",
                        "{environment: 'azureml:e:1', command: 'touch %s/on; sleep 300'}"
                                .formatted(directory));
        await().until(() -> Files.exists(directory.resolve("on")));

        assertThat(jobs.service.cancel(id)).isTrue();

        JobRun run = jobs.ended(id);
        assertThat(run.status()).isEqualTo(RunStatus.CANCELED);
        assertThat(run.steps().getFirst().status()).isEqualTo(StepStatus.CANCELED);
        assertThat(jobs.service.cancel(id)).isFalse();
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
    void aJobThatCannotBeRunFailsAtOnceAndSaysWhy() throws IOException {
        JobRun run = jobs.run(jobs.submit("j", "{type: pipeline, jobs: {tune: {type: sweep}}}"));

        assertThat(run.status()).isEqualTo(RunStatus.FAILED);
        assertThat(run.message()).contains("node tune is of kind \"sweep\"");
        assertThat(run.steps()).isEmpty();
    }

    @Test
    void aRegistrationThatNothingMakesIsRefusedBeforeTheRun() throws IOException {
        JobRun run =
                jobs.run(
                        jobs.submit(
                                "j",
                                "{type: pipeline, jobs: {a: {environment: 'azureml:e:1', command: 'true'}}}",
                                PRODUCTION));

        assertThat(run.status()).isEqualTo(RunStatus.FAILED);
        assertThat(run.message()).contains("model/fraud, and no step makes it");
    }

    @Test
    void cosmeticFieldsChangeWithoutARun() throws IOException {
        JobRun run =
                jobs.runToEnd(
                        "j", "{environment: 'azureml:e:1', command: 'true', description: old}");
        assertThat(jobs.observed(run.job()).live())
                .isEqualTo(new Value.Fields(Map.of("description", Value.text("old"))));
        Owner owner = new Owner("repo/dev", run.job(), "beef", "j.yml", Digest.ofText("x"));

        jobs.service.updateFields(
                run.job(), new Value.Fields(Map.of("description", Value.text("new"))), owner);

        var observed = jobs.observed(run.job());
        assertThat(observed.live().text("description")).contains("new");
        assertThat(observed.owner()).contains(owner);
        assertThat(observed.archived()).isFalse();
        jobs.service.archive(run.job());
        assertThat(jobs.observed(run.job()).archived()).isTrue();
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
