package dev.plumbline.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.repository.Revision;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// A bare repository that holds a corpus; written with Git's own `fast-import`.
final class CorpusRepository {
    private final Path folder;

    private CorpusRepository(Path folder) {
        this.folder = folder;
    }

    /// @param projects how many projects of ten specs
    static CorpusRepository create(Path folder, int projects) throws IOException {
        Files.createDirectories(folder);
        CorpusRepository repository = new CorpusRepository(folder);
        new GitCommands(folder).run("init", "--quiet", "--bare", "--initial-branch=main", ".");
        Process importing =
                new ProcessBuilder("git", "fast-import", "--quiet")
                        .directory(folder.toFile())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (OutputStream out = new BufferedOutputStream(importing.getOutputStream(), 1 << 16)) {
            begin(out, "Add the corpus", false);
            file(
                    out,
                    "plumbline.yml",
                    "workspaces:\n  - name: prod\n    include: [\"team*/**\"]\n");
            for (int i = 0; i < projects; i++) {
                for (Map.Entry<String, String> file : SpecCorpus.project(i).entrySet()) {
                    file(out, file.getKey(), file.getValue());
                }
            }
        }
        GitCommands.await(importing);
        return repository;
    }

    /// Commits another text for one file.
    Revision change(String path, String text) throws IOException {
        return change(Map.of(path, text));
    }

    /// Commits other texts for some files.
    Revision change(Map<String, String> texts) throws IOException {
        Process importing =
                new ProcessBuilder("git", "fast-import", "--quiet")
                        .directory(folder.toFile())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (OutputStream out = importing.getOutputStream()) {
            begin(out, "Change " + texts.size() + " files", true);
            for (Map.Entry<String, String> file : texts.entrySet()) {
                file(out, file.getKey(), file.getValue());
            }
        }
        GitCommands.await(importing);
        return head();
    }

    Path folder() {
        return folder;
    }

    Revision head() throws IOException {
        return new Revision(new GitCommands(folder).run("rev-parse", "refs/heads/main").strip());
    }

    private static void begin(OutputStream out, String message, boolean onTop) throws IOException {
        String commit =
                "commit refs/heads/main\ncommitter Bench <bench@example.com> 1750000000 +0000\ndata "
                        + message.length()
                        + "\n"
                        + message
                        + "\n"
                        + (onTop ? "from refs/heads/main^0\n" : "");
        out.write(commit.getBytes(UTF_8));
    }

    private static void file(OutputStream out, String path, String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        out.write(("M 644 inline " + path + "\ndata " + bytes.length + "\n").getBytes(UTF_8));
        out.write(bytes);
        out.write('\n');
    }
}
