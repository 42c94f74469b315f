package dev.plumbline.local.jobs.step;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/// Where a step lives on disk: `work` (the code, and the process's working directory), `outputs`,
/// `log.txt`, and for each attempt a folder in which the agent and the wrapper speak with each
/// other ([Attempt]).
public record StepFolder(Path root) {
    public Path work() {
        return root.resolve("work");
    }

    public Path log() {
        return root.resolve("log.txt");
    }

    public Path output(String name) {
        return root.resolve("outputs").resolve(name);
    }

    public Path inputs() {
        return root.resolve("inputs");
    }

    public Attempt attempt(int number) {
        return new Attempt(root.resolve("attempt-" + number));
    }

    /// Makes the folder as it is before an attempt: what an earlier one left is gone, except for
    /// its log.
    public void prepare() throws IOException {
        clear();
        Files.createDirectories(root.resolve("outputs"));
        Files.createDirectories(inputs());
    }

    /// Removes all but the log and the marks of the attempts.
    public void clear() throws IOException {
        delete(work());
        delete(root.resolve("outputs"));
        delete(inputs());
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (NoSuchFileException _) {
            // nothing to remove
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
