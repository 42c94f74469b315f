import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Command-line Git in one bare repository.
record BenchGit(Path folder) {
    static BenchGit init(Path folder) throws Exception {
        BenchGit git = new BenchGit(folder.getParent());
        git.run("init", "--quiet", "--bare", "--initial-branch=main", folder.toString());
        return new BenchGit(folder);
    }

    static BenchGit clone(Path remote, Path folder) throws Exception {
        BenchGit git = new BenchGit(folder.getParent());
        git.run("clone", "--quiet", "--bare", remote.toString(), folder.toString());
        BenchGit clone = new BenchGit(folder);
        clone.run("config", "remote.origin.fetch", "+refs/heads/*:refs/heads/*");
        return clone;
    }

    /// Commits texts of files to `main`.
    ///
    /// @return the commit
    String commit(Map<String, String> texts, boolean isFirst) throws Exception {
        Process importing = command("fast-import", "--quiet").start();
        try (OutputStream out = new BufferedOutputStream(importing.getOutputStream(), 1 << 16)) {
            String message = "Change " + texts.size() + " files";
            write(
                    out,
                    "commit refs/heads/main\ncommitter Ada <ada@example.org> 1750000000 +0000\n"
                            + "data %d\n%s\n%s"
                                    .formatted(
                                            message.length(),
                                            message,
                                            isFirst ? "" : "from refs/heads/main^0\n"));
            for (Map.Entry<String, String> file : texts.entrySet()) {
                int length = file.getValue().getBytes(UTF_8).length;
                write(out, "M 644 inline %s\ndata %d\n".formatted(file.getKey(), length));
                write(out, file.getValue() + "\n");
            }
        }
        end(importing, List.of("fast-import"));
        return run("rev-parse", "refs/heads/main").strip();
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(UTF_8));
    }

    /// @return what the command prints
    String run(String... arguments) throws Exception {
        Process process = command(arguments).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        end(process, List.of(arguments));
        return output;
    }

    private ProcessBuilder command(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
    }

    private static void end(Process process, List<String> command) throws Exception {
        if (process.waitFor() != 0) {
            throw new IOException("git " + String.join(" ", command) + " failed; see above");
        }
    }
}
