package dev.plumbline.local.environments;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How environments are made.
///
/// @param timeout the most that one build may take, and the most that it waits for another
///   process's build
/// @param variables the environment variables of every program that is started: PATH, the user's
///   proxy, index and pip configuration
/// @param places folders in which interpreters are looked for after those of PATH
public record EnvironmentOptions(
        PythonChoice python, Duration timeout, Map<String, String> variables, List<Path> places) {
    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

    public EnvironmentOptions {
        variables = Map.copyOf(variables);
        places = List.copyOf(places);
    }

    /// The nearest Python, half an hour, the variables of this process and the places where Pythons
    /// usually are.
    public static EnvironmentOptions defaults() {
        Map<String, String> variables = System.getenv();
        return new EnvironmentOptions(
                PythonChoice.NEAREST, HALF_AN_HOUR, variables, wellKnownPlaces(variables));
    }

    public EnvironmentOptions withPython(PythonChoice choice) {
        return new EnvironmentOptions(choice, timeout, variables, places);
    }

    public EnvironmentOptions withTimeout(Duration limit) {
        return new EnvironmentOptions(python, limit, variables, places);
    }

    /// Other variables, and no places but those of their PATH.
    public EnvironmentOptions withVariables(Map<String, String> others) {
        return new EnvironmentOptions(python, timeout, others, List.of());
    }

    /// The folders of PATH, in order.
    List<Path> path() {
        List<Path> folders = new ArrayList<>();
        for (String entry : variables.getOrDefault("PATH", "").split(File.pathSeparator)) {
            try {
                Path folder = Path.of(entry);
                if (folder.isAbsolute()) {
                    folders.add(folder);
                }
            } catch (InvalidPathException _) {
                // passed over, as a shell does
            }
        }
        return folders;
    }

    /// A program on PATH.
    Optional<Path> program(String name) {
        return path().stream()
                .map(folder -> folder.resolve(name))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    private static List<Path> wellKnownPlaces(Map<String, String> variables) {
        Path home = Path.of(System.getProperty("user.home"));
        Path pyenv =
                Path.of(variables.getOrDefault("PYENV_ROOT", home.resolve(".pyenv").toString()));
        Path data =
                Path.of(
                        variables.getOrDefault(
                                "XDG_DATA_HOME", home.resolve(".local/share").toString()));
        Path uv =
                Path.of(
                        variables.getOrDefault(
                                "UV_PYTHON_INSTALL_DIR", data.resolve("uv/python").toString()));
        List<Path> places = new ArrayList<>();
        places.addAll(installations(pyenv.resolve("versions")));
        places.addAll(installations(uv));
        places.addAll(installations(Path.of("/Library/Frameworks/Python.framework/Versions")));
        places.addAll(
                List.of(
                        Path.of("/usr/local/bin"),
                        Path.of("/opt/homebrew/bin"),
                        Path.of("/usr/bin")));
        return places;
    }

    /// The `bin` folders of installations that lie side by side, the last by name first.
    private static List<Path> installations(Path parent) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> versions = Files.newDirectoryStream(parent)) {
            versions.forEach(version -> found.add(version.resolve("bin")));
        } catch (IOException _) {
            return List.of(); // that tool is not in use here
        }
        Collections.sort(found, Collections.reverseOrder());
        return found;
    }
}
