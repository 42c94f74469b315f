package dev.plumbline.local;

import dev.plumbline.platform.PlatformException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The right to use a data directory, which one platform at a time has. The operating system takes
/// it back from a process that is killed.
record DataLock(FileChannel channel) implements AutoCloseable {
    /// @throws PlatformException when another process has it
    static DataLock take(Path data) throws IOException {
        Files.createDirectories(data);
        FileChannel channel =
                FileChannel.open(
                        data.resolve("local.lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return new DataLock(channel);
            }
        } catch (OverlappingFileLockException _) {
            // This process has it already: told below, as for another one.
        }
        channel.close();
        throw new PlatformException(
                "the data directory "
                        + data
                        + " is in use by another agent; end it, or pass another --data");
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
