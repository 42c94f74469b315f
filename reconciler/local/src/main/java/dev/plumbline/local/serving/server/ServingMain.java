package dev.plumbline.local.serving.server;

import dev.plumbline.local.serving.model.OnnxModel;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// The main class of the serving process: `ServingMain DIRECTORY PORT [OWNER-PID]`. With an owner
/// it ends when that process has; without, it goes on until it is stopped.
public final class ServingMain {
    /// The scoring port is taken by another process.
    public static final int EXIT_PORT_IN_USE = 3;

    /// Another serving process already serves the directory.
    public static final int EXIT_DIRECTORY_IN_USE = 4;

    private static final int EXIT_FAILED = 1;

    private ServingMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        int status = run(arguments);
        // Threads of the runtime and of stuck models must not keep the process alive.
        System.exit(status);
    }

    private static int run(String[] arguments) throws InterruptedException {
        Path directory = Path.of(arguments[0]);
        int port = Integer.parseInt(arguments[1]);
        try {
            Files.createDirectories(directory);
            Path lockFile = directory.resolve("serving.lock");
            try (FileChannel channel =
                            FileChannel.open(
                                    lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    @Nullable FileLock lock = channel.tryLock()) {
                if (lock == null) {
                    return failed(
                            EXIT_DIRECTORY_IN_USE, "another serving process serves " + directory);
                }
                serve(directory, port, arguments);
                return 0;
            }
        } catch (JavalinBindException e) {
            return failed(EXIT_PORT_IN_USE, "port " + port + " is in use: " + e.getMessage());
        } catch (IOException e) {
            return failed(EXIT_FAILED, "serving from " + directory + " is not possible: " + e);
        }
    }

    private static void serve(Path directory, int port, String[] arguments)
            throws IOException, InterruptedException {
        CountDownLatch stop = new CountDownLatch(1);
        try (ServingServer server =
                ServingServer.start(
                        directory,
                        port,
                        deployment -> OnnxModel.load(deployment.modelDirectory()),
                        stop::countDown)) {
            if (arguments.length > 2) {
                follow(Long.parseLong(arguments[2]), stop);
            }
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(server::close));
            stop.await();
        }
    }

    private static void follow(long owner, CountDownLatch stop) {
        CompletableFuture<?> end =
                ProcessHandle.of(owner)
                        .<CompletableFuture<?>>map(ProcessHandle::onExit)
                        .orElseGet(() -> CompletableFuture.completedFuture(owner));
        var _ = end.thenRun(stop::countDown);
    }

    private static int failed(int status, String message) {
        System.err.println(message);
        return status;
    }
}
