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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        jobs.service.archive("repo/dev", run.job());
        assertThat(jobs.observed(run.job()).archived()).isTrue();
    }
}
