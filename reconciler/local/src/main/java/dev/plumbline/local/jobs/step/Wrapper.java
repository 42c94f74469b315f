package dev.plumbline.local.jobs.step;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The shell script around a step's command, which goes on when the agent is killed. Its session is
/// its own, so that the terminal's signals to the agent do not reach the step. It starts no process
/// but the command's shell: under `set -C` a redirection makes a file only when there is none yet.
final class Wrapper {
    private static final String SCRIPT =
            """
            # arguments: folder of the attempt, shell, working directory, log
            cd "$1" || exit 125
            echo $$ > pid || exit 125
            set -C
            true > claim || exit 0
            cd "$3" || exit 125
            "$2" "$1/command.sh" >> "$4" 2>&1 < /dev/null
            code=$?
            cd "$1" && echo $code > exit_code
            """;

    private Wrapper() {}

    /// Writes the script and the command, and gives what starts them.
    static List<String> write(Attempt attempt, String command, StepFolder folder)
            throws IOException {
        Path script = attempt.folder().resolve("run.sh");
        Files.writeString(script, SCRIPT);
        Files.writeString(attempt.folder().resolve("command.sh"), command + "\n");
        List<String> start = new ArrayList<>();
        find("setsid").ifPresent(setsid -> start.add(setsid.toString()));
        start.addAll(
                List.of(
                        "/bin/sh",
                        script.toString(),
                        attempt.folder().toString(),
                        find("bash").map(Path::toString).orElse("/bin/sh"),
                        folder.work().toString(),
                        folder.log().toString()));
        return start;
    }

    private static Optional<Path> find(String program) {
        return Stream.of("/bin", "/usr/bin", "/usr/local/bin", "/opt/homebrew/bin")
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
