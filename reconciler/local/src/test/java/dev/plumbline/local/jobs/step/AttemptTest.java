package dev.plumbline.local.jobs.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttemptTest {
    private static final Duration GRACE = Duration.ofSeconds(1);

    @TempDir Path directory;
    private StepFolder folder;
    private Attempt attempt;

    @BeforeEach
    void layOut() throws IOException {
        folder = new StepFolder(directory.resolve("a step"));
        attempt = folder.attempt(1);
        folder.prepare();
        Files.createDirectories(folder.work());
    }

    @Test
    void aWrapperThatComesTooLateDoesNotRunTheCommand() throws Exception {
        attempt.open();
        ProcessBuilder late = new ProcessBuilder(Wrapper.write(attempt, "touch ran", folder));

        assertThat(attempt.settle()).isEqualTo(Attempt.State.NEVER_STARTED);
        late.start().waitFor();

        assertThat(folder.work().resolve("ran")).doesNotExist();
        assertThat(attempt.exitCode()).isEmpty();
    }

    @Test
    void aCommandThatBeganCannotBeRevoked() throws Exception {
        StepProcess process = start("touch ran; until [ -e go ]; do sleep 0.05; done; exit 3");
        await().until(() -> Files.exists(folder.work().resolve("ran")));

        assertThat(attempt.settle()).isEqualTo(Attempt.State.STARTED);
        assertThat(StepProcess.find(attempt)).isPresent();

        Files.createFile(folder.work().resolve("go"));
        await().until(process::hasEnded);
        await().until(() -> attempt.exitCode().isPresent());
        assertThat(attempt.settle()).isEqualTo(Attempt.State.ENDED);
        assertThat(attempt.exitCode()).hasValue(3);
    }

    @Test
    void eitherTheAgentOrTheWrapperMakesTheClaim() throws Exception {
        for (int round = 0; round < 20; round++) {
            Attempt contested = folder.attempt(100 + round);
            Path ran = folder.work().resolve("ran-" + round);
            StepProcess process =
                    StepProcess.start(
                            folder, contested, "touch " + ran.getFileName(), environment());

            Attempt.State state = contested.settle();
            await().until(process::hasEnded);

            assertThat(Files.exists(ran)).isEqualTo(state != Attempt.State.NEVER_STARTED);
        }
    }

    @Test
    void whatAPowerCutLeftOfAnAttemptDoesNotKeepItFromRunning() throws Exception {
        attempt.open();
        Files.createFile(attempt.folder().resolve("claim"));
        Files.writeString(attempt.folder().resolve("exit_code"), "7");

        StepProcess process = start("touch ran");
        await().until(process::hasEnded);
        await().until(() -> attempt.exitCode().isPresent());

        assertThat(attempt.exitCode()).hasValue(0);
        assertThat(folder.work().resolve("ran")).exists();
    }

    @Test
    void anotherProcessUnderTheSameIdIsNotTaken() throws Exception {
        attempt.open();
        assertThat(StepProcess.find(attempt)).isEmpty();
        Files.writeString(
                attempt.folder().resolve("pid"), Long.toString(ProcessHandle.current().pid()));

        assertThat(StepProcess.find(attempt)).isEmpty();
    }

    @Test
    void anExitCodeCutOffByAPowerCutIsNone() throws Exception {
        attempt.open();
        Files.createFile(attempt.folder().resolve("exit_code"));

        assertThat(attempt.exitCode()).isEmpty();
    }

    @Test
    void endingAStepEndsWhatItStarted() throws Exception {
        StepProcess process =
                start("(trap '' TERM; echo $$ > child; while :; do sleep 0.1; done) & wait");
        Path child = folder.work().resolve("child");
        await().until(() -> Files.exists(child) && Files.size(child) > 0);

        process.end(GRACE);

        assertThat(process.hasEnded()).isTrue();
        assertThat(ProcessHandle.allProcesses().filter(handle -> mentions(handle, folder.root())))
                .isEmpty();
    }

    @Test
    void whatAStepLeavesBehindCanBeEnded() throws Exception {
        StepProcess process = start("sleep 300 & echo $! > child");
        await().until(process::hasEnded);
        long child = Long.parseLong(Files.readString(folder.work().resolve("child")).strip());
        assertThat(ProcessHandle.of(child)).isPresent();

        StepProcess.endLeftovers(attempt, GRACE);

        await().until(() -> ProcessHandle.of(child).filter(Liveness::isRunning).isEmpty());
    }

    private StepProcess start(String command) throws IOException {
        return StepProcess.start(folder, attempt, command, environment());
    }

    private static Map<String, String> environment() {
        return new HashMap<>(Map.of("PATH", System.getenv("PATH")));
    }

    private static boolean mentions(ProcessHandle handle, Path folder) {
        return Liveness.isRunning(handle)
                && handle.info()
                        .commandLine()
                        .filter(line -> line.contains(folder.toString()))
                        .isPresent();
    }
}
