package dev.plumbline.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Command-line Git in one folder.
record GitCommands(Path folder) {

    /// A bare clone, made by Git itself.
    static GitCommands clone(Path remote, Path folder) throws IOException {
        GitCommands git = new GitCommands(folder);
        git.run("clone", "--quiet", "--bare", remote.toString(), ".");
        git.run("config", "remote.origin.fetch", "+refs/heads/*:refs/heads/*");
        return git;
    }

    void fetch() throws IOException {
        run("fetch", "--quiet", "origin");
    }

    /// Fetches, and names the files that differ from those before.
    void fetchAndNameFiles() throws IOException {
        fetch();
        String files = run("diff-tree", "-r", "--name-only", "main~1", "main");
        if (files.isBlank()) {
            throw new IOException("no file differs");
        }
    }

    String run(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        Process process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        await(process);
        return output;
    }

    static void await(Process process) throws IOException {
        try {
            if (!process.waitFor(10, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroy();
                throw new IOException("git failed; see above");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
