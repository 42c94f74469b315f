package dev.plumbline.local.serving.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/// Held while a serving process is looked for and started, so that two agents do not start two. The
/// operating system lets go of it when its holder dies.
final class StartLock implements AutoCloseable {
    /// File locks are the whole process's: threads of one process need a lock among themselves.
    private static final ReentrantLock IN_THIS_PROCESS = new ReentrantLock();

    private final FileChannel channel;
    private final FileLock lock;

    private StartLock(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    /// Waits for it.
    static StartLock take(Path directory) throws IOException {
        IN_THIS_PROCESS.lock();
        FileChannel channel = null;
        try {
            channel =
                    FileChannel.open(
                            directory.resolve("start.lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            return new StartLock(channel, channel.lock());
        } catch (IOException | RuntimeException e) {
            IN_THIS_PROCESS.unlock();
            if (channel != null) {
                channel.close();
            }
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            lock.release();
        } finally {
            IN_THIS_PROCESS.unlock();
        }
    }
}
