package dev.plumbline.local;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/// How the embedded platform is run.
///
/// @param data the data directory, which one platform at a time uses
/// @param environments the cache of Python environments, which platforms may share
/// @param servingPort for scoring on the loopback; 0 takes a free one
/// @param agent the base URL of the agent, under which steps reach the tracking API as `/mlflow`
/// @param concurrentSteps how many steps run at the same time, over all runs
/// @param servingOwner the id of a process with whose end serving ends too; empty: serving goes on
///   by itself
public record LocalOptions(
        Path data,
        Path environments,
        int servingPort,
        URI agent,
        int concurrentSteps,
        Optional<Long> servingOwner) {
    public LocalOptions {
        data = data.toAbsolutePath().normalize();
        environments = environments.toAbsolutePath().normalize();
        if (servingPort < 0 || servingPort > 65_535) {
            throw new IllegalArgumentException(
                    "the serving port is "
                            + servingPort
                            + "; it must be 0 (any free one) to 65535");
        }
        if (concurrentSteps < 1) {
            throw new IllegalArgumentException(
                    "concurrent steps are " + concurrentSteps + "; at least 1 is needed");
        }
    }

    /// One step for each processor, environments in the user's cache folder, serving that goes on
    /// by itself.
    public static LocalOptions in(Path data, int servingPort, URI agent) {
        int processors = Runtime.getRuntime().availableProcessors();
        return new LocalOptions(
                data, userCache(), servingPort, agent, processors, Optional.empty());
    }

    public LocalOptions withEnvironments(Path cache) {
        return new LocalOptions(data, cache, servingPort, agent, concurrentSteps, servingOwner);
    }

    public LocalOptions withConcurrentSteps(int steps) {
        return new LocalOptions(data, environments, servingPort, agent, steps, servingOwner);
    }

    public LocalOptions withServingOwner(long process) {
        return new LocalOptions(
                data, environments, servingPort, agent, concurrentSteps, Optional.of(process));
    }

    // The XDG base directory specification.
    private static Path userCache() {
        Path cache =
                Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                        .filter(folder -> !folder.isBlank())
                        .map(Path::of)
                        .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"));
        return cache.resolve("plumbline").resolve("environments");
    }
}
