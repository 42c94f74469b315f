package dev.plumbline.local.serving.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.local.serving.ControlFile;
import dev.plumbline.local.serving.OnnxFixture;
import dev.plumbline.local.serving.Routes;
import dev.plumbline.local.serving.RoutesFixture;
import dev.plumbline.local.serving.ScoringClient;
import dev.plumbline.local.serving.ServingStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// With real serving processes. They end with this one, whatever happens.
@Tag("slow")
class ServingProcessTest {
    @TempDir Path directory;

    @AfterEach
    void endWhatIsLeft() throws IOException {
        Optional<ProcessHandle> left = ControlFile.read(directory).flatMap(ControlFile::process);
        left.ifPresent(process -> {
            process.destroyForcibly();
            process.onExit().join();
        });
    }

    @Test
    void itAnswersAndGoesOnWhenThePlatformLetsGo() throws Exception {
        long pid;
        try (ServingProcess process = start()) {
            pid = process.pid();
            process.apply(routes("b1", 10));
            awaitReady(process, "b1");
        }

        try (ServingProcess again = start();
                ScoringClient client = new ScoringClient(again.port())) {
            assertThat(again.pid()).isEqualTo(pid);
            assertThat(again.version()).isEqualTo("development");
            assertThat(client.score().body()).isEqualTo("[10.0]");
        }
    }

    @Test
    void killedItIsStartedAgainWithItsState() throws Exception {
        try (ServingProcess process = start()) {
            process.apply(routes("b1", 10));
            awaitReady(process, "b1");
            long killed = process.pid();

            ProcessHandle.of(killed).orElseThrow().destroyForcibly();

            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> process.pid() != killed);
            awaitReady(process, "b1");
            try (ScoringClient client = new ScoringClient(process.port())) {
                assertThat(client.score().body()).isEqualTo("[10.0]");
            }
        }
    }

    @Test
    void routesThatAreAppliedToADeadProcessAreServedByTheNext() throws Exception {
        try (ServingProcess process = start()) {
            ProcessHandle handle = ProcessHandle.of(process.pid()).orElseThrow();
            handle.destroyForcibly();
            handle.onExit().join();

            process.apply(routes("b1", 10));

            awaitReady(process, "b1");
        }
    }

    @Test
    void aPortInUseIsSaid() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ServingOptions options = options(taken.getLocalPort());

            assertThatThrownBy(() -> ServingProcess.start(options))
                    .isInstanceOf(IOException.class)
                    .hasMessage(
                            "port %d is in use; end what listens there or pass --serving-port"
                                    .formatted(taken.getLocalPort()));
        }
    }

    @Test
    void twoStartersShareOneProcess() throws Exception {
        CompletableFuture<ServingProcess> first =
                CompletableFuture.supplyAsync(this::startUnchecked, Thread::startVirtualThread);
        CompletableFuture<ServingProcess> second =
                CompletableFuture.supplyAsync(this::startUnchecked, Thread::startVirtualThread);

        try (ServingProcess one = first.join();
                ServingProcess other = second.join()) {
            assertThat(one.pid()).isEqualTo(other.pid());
        }
    }

    @Test
    void stoppedItIsGoneAndStaysGone() throws Exception {
        ServingProcess process = start();
        ProcessHandle handle = ProcessHandle.of(process.pid()).orElseThrow();

        process.stop();

        assertThat(handle.isAlive()).isFalse();
        assertThat(ControlFile.read(directory)).isEmpty();
    }

    @Test
    void anotherPortMovesIt() throws Exception {
        int free = freePort();
        try (ServingProcess process = start()) {
            process.apply(routes("b1", 10));
            awaitReady(process, "b1");
        }

        try (ServingProcess moved = ServingProcess.start(options(free))) {
            assertThat(moved.port()).isEqualTo(free);
            awaitReady(moved, "b1");
        }
    }

    @Test
    void theControlFileIsTheOwnersAndItsSecretIsNeeded() throws Exception {
        try (ServingProcess _ = start();
                ControlClient client = new ControlClient()) {
            ControlFile file = ControlFile.read(directory).orElseThrow();
            ControlFile forged =
                    new ControlFile(
                            file.pid(),
                            file.startedAtMillis(),
                            file.port(),
                            file.controlPort(),
                            "guess",
                            "any");

            assertThat(Files.getPosixFilePermissions(directory.resolve("control.json")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            assertThatThrownBy(() -> client.stop(forged)).hasMessageContaining("401");
        }
    }

    @Test
    void aControlFileOfADeadProcessIsNotBelieved() throws Exception {
        new ControlFile(ProcessHandle.current().pid(), 0, 1, 1, "old", "any").write(directory);

        try (ServingProcess process = start()) {
            assertThat(process.pid()).isNotEqualTo(ProcessHandle.current().pid());
        }
    }

    @Test
    void itEndsWithItsOwner() throws Exception {
        Process owner = new ProcessBuilder("sleep", "600").start();
        ProcessHandle handle;
        try (ServingProcess process =
                ServingProcess.start(new ServingOptions(directory, 0, Optional.of(owner.pid())))) {
            handle = ProcessHandle.of(process.pid()).orElseThrow();
        }

        owner.destroyForcibly();

        assertThat(handle.onExit().get(30, TimeUnit.SECONDS).isAlive()).isFalse();
    }

    private ServingProcess start() throws IOException {
        return ServingProcess.start(options(0));
    }

    private ServingProcess startUnchecked() {
        try {
            return start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ServingOptions options(int port) {
        return new ServingOptions(directory, port, Optional.of(ProcessHandle.current().pid()));
    }

    private Routes routes(String generation, float factor) throws IOException {
        Path model = OnnxFixture.folder(directory.resolve("model"), OnnxFixture.linear(factor));
        return new RoutesFixture()
                .deployment("blue", generation, model)
                .traffic("blue", 100)
                .routes();
    }

    private static void awaitReady(ServingProcess process, String generation) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> {
                    ServingStatus.Deployment blue =
                            process.status().deployment("fraud", "blue").orElseThrow();
                    return blue.serving().filter(generation::equals).isPresent();
                });
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
