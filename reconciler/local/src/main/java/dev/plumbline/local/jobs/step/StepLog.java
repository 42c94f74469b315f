package dev.plumbline.local.jobs.step;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The log of a step. The wrapper appends to it; the agent keeps it within bounds and reads why a
/// step failed.
public record StepLog(Path file) {
    private static final int TAIL_BYTES = 64 * 1024;
    private static final int LONGEST_LINE = 300;
    private static final Pattern ERROR =
            Pattern.compile("^\\S*(Error|Exception|Interrupt|Exit)\\b.*|^(?i:error|fatal)\\b.*");

    /// Cuts a log that has grown over the limit: its first half stays, what comes after is given up
    /// and written anew. Safe while the step goes on, since it appends.
    public void keepWithin(long bytes) throws IOException {
        try (FileChannel log = FileChannel.open(file, StandardOpenOption.WRITE)) {
            long size = log.size();
            if (size <= bytes) {
                return;
            }
            log.truncate(bytes / 2);
        } catch (NoSuchFileException _) {
            return;
        }
        note("the log grew over %d bytes; what stood here is left out".formatted(bytes));
    }

    /// Adds a line of the agent's own.
    public void note(String line) throws IOException {
        Files.writeString(
                file,
                "[plumbline] " + line + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    /// The line that tells most of why the step failed: the last error of its end, else its last
    /// line.
    public Optional<String> tellingLine() throws IOException {
        List<String> lines =
                tail().lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        return lines.reversed().stream()
                .limit(30)
                .filter(line -> ERROR.matcher(line).matches())
                .findFirst()
                .or(() -> lines.isEmpty() ? Optional.empty() : Optional.of(lines.getLast()))
                .map(line ->
                        line.length() > LONGEST_LINE
                                ? line.substring(0, LONGEST_LINE) + "…"
                                : line);
    }

    private String tail() throws IOException {
        if (!Files.exists(file)) {
            return "";
        }
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            long from = Math.max(0, log.length() - TAIL_BYTES);
            byte[] bytes = new byte[(int) (log.length() - from)];
            log.seek(from);
            log.readFully(bytes);
            return StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes)).toString();
        }
    }
}
