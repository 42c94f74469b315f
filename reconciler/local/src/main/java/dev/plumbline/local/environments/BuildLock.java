package dev.plumbline.local.environments;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// The right to build one environment, over all processes that share the cache. The operating
/// system gives it back when the process dies.
final class BuildLock implements AutoCloseable {
    private static final long POLL_MILLIS = 200;

    private final FileChannel file;

    private BuildLock(FileChannel file) {
        this.file = file;
    }

    /// Waits for the lock, at most as long as given. The file stays: removing it would let two
    /// processes lock two files.
    static BuildLock acquire(Path path, Duration limit, Consumer<String> progress)
            throws IOException, InterruptedException {
        FileChannel file =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            long deadline = System.nanoTime() + limit.toNanos();
            boolean told = false;
            while (attempt(file).isEmpty()) {
                if (System.nanoTime() > deadline) {
                    throw new EnvironmentException(
                            "another process has been building this environment for %s and still holds %s; look at what it does, end it if it hangs, and try again"
                                    .formatted(limit, path));
                }
                if (!told) {
                    progress.accept("waiting for another process that builds this environment");
                    told = true;
                }
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
            return new BuildLock(file);
        } catch (IOException | InterruptedException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static Optional<FileLock> attempt(FileChannel file) throws IOException {
        try {
            return Optional.ofNullable(file.tryLock());
        } catch (OverlappingFileLockException _) {
            return Optional.empty(); // held within this process
        }
    }

    /// Closing the file gives the lock back.
    @Override
    public void close() throws IOException {
        file.close();
    }
}
