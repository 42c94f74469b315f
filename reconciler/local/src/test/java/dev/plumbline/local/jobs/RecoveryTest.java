package dev.plumbline.local.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.local.jobs.step.Liveness;
import dev.plumbline.platform.Observed.RunStatus;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.Production;
import dev.plumbline.resource.ResourceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an agent finds that was restarted or killed while a run went on.
class RecoveryTest {
    private static final ResourceId MODEL = new ResourceId(Kind.MODEL, "fraud");

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

    /// A step that says each of its starts and waits for the file `go`.
    static String waiting(Path directory) {
        return """
        environment: azureml:e:1
        command: echo $$ >> %1$s/starts; until [ -e %1$s/go ]; do sleep 0.05; done; echo ok > ${{outputs.model}}/m
        outputs: {model: {type: custom_model}}
        """
                .formatted(directory);
    }

    @Test
    void aStepThatGoesOnIsFoundAgain() throws IOException {
        String run = begin();

        jobs.service.close();
        jobs.reopen();
        Files.createFile(directory.resolve("go"));

        assertThat(jobs.ended(run).status()).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(directory.resolve("starts")).content().hasLineCount(1);
    }

    @Test
    void aStepThatEndedMeanwhileIsRecorded() throws IOException {
        String run = begin();

        jobs.service.close();
        Files.createFile(directory.resolve("go"));
        jobs.await(directory.resolve("runs/" + run + "/main/attempt-1/exit_code"));
        jobs.reopen();

        JobRun ended = jobs.ended(run);
        assertThat(ended.status()).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(jobs.read(jobs.output(ended, "model"), "m")).isEqualTo("ok");
        assertThat(directory.resolve("starts")).content().hasLineCount(1);
    }

    @Test
    void aStepThatWasKilledMeanwhileRunsAgainAndNothingOfItIsLeft() throws IOException {
        String run = begin();
        long first = started(0);
        long wrapper = ProcessHandle.of(first).orElseThrow().parent().orElseThrow().pid();

        jobs.service.close();
        ProcessHandle.of(wrapper).orElseThrow().destroyForcibly();
        await().until(() -> ProcessHandle.of(wrapper).filter(Liveness::isRunning).isEmpty());
        jobs.reopen();
        await().until(() -> Files.readAllLines(directory.resolve("starts")).size() == 2);

        assertThat(ProcessHandle.of(first).filter(Liveness::isRunning)).isEmpty();
        Files.createFile(directory.resolve("go"));
        JobRun ended = jobs.ended(run);
        assertThat(ended.status()).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(ended.steps().getFirst().attempt()).isEqualTo(2);
        assertThat(ended.steps().getFirst().lost()).isEqualTo(1);
    }

    @Test
    void aStepThatIsLostAgainAndAgainFails() throws IOException {
        JobRun run =
                jobs.runToEnd(
                        "j", "{environment: 'azureml:e:1', command: 'kill -9 $PPID; sleep 300'}");

        assertThat(run.status()).isEqualTo(RunStatus.FAILED);
        assertThat(run.message()).startsWith("step main was lost 3 times");
    }

    @Test
    void aStepThatHadNotStartedStartsOnce() throws IOException {
        String run = jobs.submit("j", waiting(directory).replace("azureml:e:1", "azureml:slow:1"));
        await().until(() -> jobs.run(run).steps().getFirst().status() == StepStatus.STARTING);

        jobs.service.close();
        jobs.realised.countDown();
        Files.createFile(directory.resolve("go"));
        jobs.reopen();

        JobRun ended = jobs.ended(run);
        assertThat(ended.status()).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(ended.steps().getFirst().lost()).isZero();
        assertThat(directory.resolve("starts")).content().hasLineCount(1);
    }

    @Test
    void aRunThatWasKilledWhileRegisteringRegistersOnce() throws IOException {
        Files.createFile(directory.resolve("go"));
        JobRun run =
                jobs.runToEnd(
                        "j", waiting(directory), new Production("model", MODEL, Optional.empty()));

        jobs.service.close();
        jobs.execute("UPDATE job_runs SET status = 'RUNNING', registered = '{}'");
        jobs.reopen();

        JobRun ended = jobs.ended(run.id());
        assertThat(ended.status()).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(ended.registered()).containsEntry(MODEL, "1");
        assertThat(jobs.registered).hasSize(1);
        assertThat(directory.resolve("starts")).content().hasLineCount(1);
    }

    @Test
    void aCancelIsCarriedOutAfterARestart() throws IOException {
        String run = begin();
        long process = started(0);

        jobs.service.close();
        jobs.execute("UPDATE job_runs SET canceling = 1");
        jobs.reopen();

        assertThat(jobs.ended(run).status()).isEqualTo(RunStatus.CANCELED);
        assertThat(ProcessHandle.of(process).filter(Liveness::isRunning)).isEmpty();
    }

    @Test
    @Tag("slow")
    void aStepGoesOnWhenTheAgentIsKilled(@TempDir Path data) throws Exception {
        Process agent =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                RecoveryTest.class.getName(),
                                data.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(data.resolve("agent.log").toFile())
                        .start();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> Files.exists(data.resolve("starts")) || !agent.isAlive());
        assertThat(data.resolve("agent.log")).content().doesNotContain("Exception");
        agent.destroyForcibly();
        assertThat(agent.waitFor(10, TimeUnit.SECONDS)).isTrue();

        try (TestingJobs again = new TestingJobs(data)) {
            String run = again.service.runs(Optional.empty()).getFirst().id();
            assertThat(again.run(run).status()).isEqualTo(RunStatus.RUNNING);
            Files.createFile(data.resolve("go"));

            assertThat(again.ended(run).status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(data.resolve("starts")).content().hasLineCount(1);
        }
    }

    /// An agent that runs one job until it is killed.
    public static void main(String[] arguments) throws Exception {
        Path data = Path.of(arguments[0]);
        try (TestingJobs agent = new TestingJobs(data)) {
            agent.ended(agent.submit("j", waiting(data)));
        }
    }

    private String begin() throws IOException {
        String run = jobs.submit("j", waiting(directory));
        await().until(() -> Files.exists(directory.resolve("starts")));
        await().until(() -> jobs.run(run).steps().getFirst().status() == StepStatus.RUNNING);
        return run;
    }

    private long started(int line) throws IOException {
        return Long.parseLong(Files.readAllLines(directory.resolve("starts")).get(line));
    }
}
