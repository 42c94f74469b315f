package dev.plumbline.local.environments;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The Pythons of this machine: those of PATH first, then those of the well-known places.
record Interpreters(EnvironmentOptions options) {
    private static final Pattern NAME = Pattern.compile("python(?:3(?:\\.(\\d+))?)?");

    /// The interpreter for a request: the first that fits; without one, as the options say, the
    /// nearest or none.
    Interpreter choose(PythonRequest request) throws EnvironmentException, InterruptedException {
        List<Interpreter> found = new ArrayList<>();
        for (Path candidate : candidates(request)) {
            Optional<Interpreter> interpreter = Interpreter.ask(candidate, options.variables());
            if (interpreter.isPresent() && request.distance(interpreter.get().minor()) == 0) {
                return interpreter.get();
            }
            interpreter.ifPresent(found::add);
        }
        Comparator<Interpreter> nearest =
                Comparator.comparingInt(each -> request.distance(each.minor()));
        Optional<Interpreter> best =
                found.stream()
                        .min(nearest.thenComparing(Interpreter::minor, Comparator.reverseOrder()));
        return switch (options.python()) {
            case NEAREST -> best.orElseThrow(() -> none(request, found));
            case STRICT -> throw none(request, found);
        };
    }

    /// Files that look like a Python; those whose name says a minor version that fits come first.
    private Set<Path> candidates(PythonRequest request) {
        List<Path> folders = new ArrayList<>(options.path());
        folders.addAll(options.places());
        Set<Path> named = new LinkedHashSet<>();
        Set<Path> others = new LinkedHashSet<>();
        for (Path folder : folders) {
            for (Path file : pythons(folder)) {
                (nameFits(file, request) ? named : others).add(file);
            }
        }
        named.addAll(others);
        return named;
    }

    private static boolean nameFits(Path file, PythonRequest request) {
        Matcher matcher = NAME.matcher(file.getFileName().toString());
        if (request.isAny()) {
            return matcher.matches() && matcher.group(1) == null; // the machine's own choice
        }
        return matcher.matches()
                && matcher.group(1) != null
                && request.distance(Integer.parseInt(matcher.group(1))) == 0;
    }

    private static List<Path> pythons(Path folder) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "python*")) {
            for (Path file : files) {
                if (NAME.matcher(file.getFileName().toString()).matches()
                        && Files.isExecutable(file)) {
                    found.add(file);
                }
            }
        } catch (IOException _) {
            return List.of(); // PATH may name folders that are not there
        }
        found.sort(Comparator.comparing(Path::toString));
        return found;
    }

    private static EnvironmentException none(PythonRequest request, List<Interpreter> found) {
        String install = request.isAny() ? "Python 3.11" : request.display();
        String there =
                found.isEmpty()
                        ? ""
                        : " (found "
                                + String.join(
                                        ", ",
                                        found.stream()
                                                .map(Interpreter::version)
                                                .distinct()
                                                .toList())
                                + ")";
        return new EnvironmentException(
                "no Python interpreter found for %s on PATH or in the usual places%s; install %s with its venv module, or put it on PATH"
                        .formatted(request.display(), there, install));
    }
}
