package dev.plumbline.local.environments;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A Python 3 that is installed here.
///
/// @param executable the real one, not a shim
/// @param version as it says itself: `3.11.7`
record Interpreter(Path executable, int minor, String version) {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String QUESTION =
            "import sys, platform, venv, ensurepip; print(sys.executable); print(sys.version_info[1]); print(platform.python_version())";

    /// Asks a candidate; empty when it does not run, is too old or cannot make virtual
    /// environments.
    static Optional<Interpreter> ask(Path candidate, Map<String, String> variables)
            throws InterruptedException {
        List<String> command = List.of(candidate.toString(), "-I", "-c", QUESTION);
        Optional<List<String>> answer = new Program(command, variables, Path.of("/")).output(LIMIT);
        if (answer.isEmpty() || answer.get().size() != 3) {
            return Optional.empty();
        }
        List<String> lines = answer.get();
        Interpreter found =
                new Interpreter(
                        Path.of(lines.get(0)), Integer.parseInt(lines.get(1)), lines.get(2));
        return found.version.startsWith("3.") && found.minor >= PythonRequest.OLDEST
                ? Optional.of(found)
                : Optional.empty();
    }

    /// What a person should know when this one serves a request; empty when it is what was asked
    /// for.
    Optional<String> note(PythonRequest request) {
        boolean asked =
                request.distance(minor) == 0 && request.exact().map(version::equals).orElse(true);
        return asked
                ? Optional.empty()
                : Optional.of(request.display() + " is not installed; using Python " + version);
    }
}
