package dev.plumbline.local.environments;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/// What the programs of a build said: all of it in a file, the end of it in memory. Passwords in
/// addresses are left out.
final class BuildLog implements AutoCloseable {
    private static final Pattern CREDENTIALS = Pattern.compile("(?<=://)[^/@\\s]+@");
    private static final int KEPT_LINES = 1_000;

    private final BufferedWriter file;
    private final Deque<String> last = new ArrayDeque<>();

    BuildLog(Path path) throws IOException {
        this.file = Files.newBufferedWriter(path);
    }

    synchronized void line(String text) throws IOException {
        String line = withoutCredentials(text);
        file.write(line);
        file.newLine();
        file.flush(); // so that a person can follow, and that a killed agent leaves what was said
        last.addLast(line);
        if (last.size() > KEPT_LINES) {
            last.removeFirst();
        }
    }

    /// The last lines, oldest first.
    synchronized List<String> last() {
        return List.copyOf(last);
    }

    static String withoutCredentials(String text) {
        return CREDENTIALS.matcher(text).replaceAll("***@");
    }

    @Override
    public synchronized void close() throws IOException {
        file.close();
    }
}
