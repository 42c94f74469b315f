package dev.plumbline.local.serving;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The access log of the serving process: `access.jsonl`, one [AccessRecord] a line, and up to four
/// older files (`access.1.jsonl` is the newest of them). Requests never wait for the disk: what
/// does not fit into the queue is counted and left out.
public final class AccessLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AccessLog.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int QUEUE_RECORDS = 16_384;
    private static final int OLDER_FILES = 4;
    private static final long MAX_BYTES = 64L << 20;

    private final Path directory;
    private final long maxBytes;
    private final BlockingQueue<AccessRecord> queue = new ArrayBlockingQueue<>(QUEUE_RECORDS);
    private final LongAdder dropped = new LongAdder();
    private final Thread writer;
    private volatile boolean closing;

    public AccessLog(Path directory) {
        this(directory, MAX_BYTES);
    }

    AccessLog(Path directory, long maxBytes) {
        this.directory = directory;
        this.maxBytes = maxBytes;
        this.writer = Thread.ofPlatform().daemon().name("access-log").start(this::writeUntilClosed);
    }

    /// Takes a record; never waits.
    public void add(AccessRecord record) {
        if (!queue.offer(record)) {
            dropped.increment();
        }
    }

    /// Records that were left out, because the queue was full or the disk refused them.
    public long dropped() {
        return dropped.sum();
    }

    /// The newest record of a request, in this file or an older one.
    public static Optional<AccessRecord> find(Path directory, String requestId) throws IOException {
        // The text of the id as JSON has it: most lines are passed over without being parsed.
        byte[] json = JSON.writeValueAsBytes(requestId);
        String needle = new String(json, StandardCharsets.ISO_8859_1);
        for (int age = 0; age <= OLDER_FILES; age++) {
            Path file = file(directory, age);
            if (Files.exists(file)) {
                Optional<AccessRecord> found = findIn(file, needle, requestId);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<AccessRecord> findIn(Path file, String needle, String requestId)
            throws IOException {
        try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.contains(needle))
                    .flatMap(line -> parse(line).stream())
                    .filter(record -> record.requestId().equals(requestId))
                    .reduce((_, later) -> later);
        }
    }

    /// Empty for a line that a killed process left unfinished.
    private static Optional<AccessRecord> parse(String line) {
        try {
            byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
            return Optional.of(JSON.readValue(bytes, AccessRecord.class));
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    private static Path file(Path directory, int age) {
        return directory.resolve(age == 0 ? "access.jsonl" : "access." + age + ".jsonl");
    }

    private void writeUntilClosed() {
        List<AccessRecord> batch = new ArrayList<>();
        while (!closing || !queue.isEmpty()) {
            try {
                AccessRecord first = queue.poll(100, TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    queue.drainTo(batch, 1_024);
                    write(batch);
                }
            } catch (IOException e) {
                dropped.add(batch.size());
                LOG.warn(
                        "{} access records could not be written to {}: {}",
                        batch.size(),
                        directory,
                        e.toString());
            } catch (InterruptedException _) {
                closing = true;
            }
            batch.clear();
        }
    }

    private void write(List<AccessRecord> batch) throws IOException {
        Path file = file(directory, 0);
        if (Files.exists(file) && Files.size(file) >= maxBytes) {
            rotate();
        }
        boolean torn = endsWithinALine(file);
        try (OutputStream out =
                Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            out.write(lines(batch, torn));
        }
    }

    private static byte[] lines(List<AccessRecord> batch, boolean torn) {
        StringBuilder text = new StringBuilder(torn ? "\n" : "");
        batch.forEach(record -> text.append(JSON.writeValueAsString(record)).append('\n'));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static boolean endsWithinALine(Path file) throws IOException {
        if (Files.notExists(file) || Files.size(file) == 0) {
            return false;
        }
        try (RandomAccessFile last = new RandomAccessFile(file.toFile(), "r")) {
            last.seek(last.length() - 1);
            return last.read() != '\n';
        }
    }

    private void rotate() throws IOException {
        for (int age = OLDER_FILES - 1; age >= 0; age--) {
            if (Files.exists(file(directory, age))) {
                Files.move(
                        file(directory, age),
                        file(directory, age + 1),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /// Writes what is queued, then ends.
    @Override
    public void close() {
        closing = true;
        try {
            writer.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
