package dev.plumbline.local.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.platform.Observed.RunStatus;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.Production;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StepReuseTest {
    private static final ResourceId MODEL = new ResourceId(Kind.MODEL, "fraud");
    private static final Production PRODUCTION = new Production("model", MODEL, Optional.empty());
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
        JobRun first = jobs.runToEnd("j", "{environment: 'azureml:e:1', command: 'true'}");

        JobRun again = jobs.ended(jobs.service.rerun("repo/dev", first.job()).orElseThrow());

        assertThat(again.status()).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(again.steps().getFirst().why()).isEqualTo("every step is to run again");
        assertThat(jobs.processesStarted()).isEqualTo(2);
        assertThat(jobs.service.rerun("repo/dev", new ResourceId(Kind.JOB, "none"))).isEmpty();
    }
}
