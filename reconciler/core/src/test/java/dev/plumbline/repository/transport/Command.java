package dev.plumbline.repository.transport;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Programs of the machine that tests need beside `git`.
final class Command {
    private Command() {}

    /// What a program says; it has to succeed.
    static String run(Path folder, String... command) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(List.of(command) + ": " + said);
        }
        return said;
    }

    /// Makes an SSH key.
    ///
    /// @return the file of its private half; the public one is beside it, with `.pub`
    static Path sshKey(Path file, String passphrase, String... options)
            throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(
                        List.of("ssh-keygen", "-q", "-N", passphrase, "-f", file.toString()));
        command.addAll(options.length == 0 ? List.of("-t", "ed25519") : List.of(options));
        Path folder = Files.createDirectories(file.resolveSibling("."));
        run(folder, command.toArray(String[]::new));
        return file;
    }

    static String fingerprint(Path key) throws IOException, InterruptedException {
        return run(key.resolveSibling("."), "ssh-keygen", "-l", "-f", key.toString()).split(" ")[1];
    }
}
