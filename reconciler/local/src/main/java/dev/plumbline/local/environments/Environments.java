package dev.plumbline.local.environments;

import dev.plumbline.resource.Digest;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// A cache of Python environments: each meaning is built once and then found. Several processes may
/// share the folder; a build that was killed in the middle is never used. Environments are not
/// removed when they are no longer needed.
public final class Environments {
    private final Path cache;
    private final EnvironmentOptions options;
    private final Map<Digest, SharedBuild> builds = new ConcurrentHashMap<>();

    /// @param cache the folder of the cache; it is made when the first environment is
    public Environments(Path cache, EnvironmentOptions options) {
        this.cache = cache.toAbsolutePath().normalize();
        this.options = options;
    }

    /// What a definition means: its packages and its Python, whatever their order, layout and
    /// comments. The image and the version of pip are no part of it; neither are channels where
    /// nothing comes from conda.
    ///
    /// @throws EnvironmentException when the definition cannot be read
    public static Digest key(EnvironmentDefinition definition) throws EnvironmentException {
        return Recipe.of(definition).key();
    }

    /// The environment that is there for a key, if one is.
    public Optional<PythonEnvironment> find(Digest key) {
        return ReadyMarker.read(entry(key)).map(ReadyMarker::environment);
    }

    /// What a person should know of an environment that is there: that another Python serves than
    /// was asked for.
    public Optional<String> note(Digest key) {
        return ReadyMarker.read(entry(key)).flatMap(ReadyMarker::note);
    }

    /// The environment of a definition, built if it is not there. Callers with the same definition
    /// share one build; it ends when all of them are interrupted.
    ///
    /// @param progress takes a short line now and then, from another thread; nothing when the
    ///   environment is there
    /// @throws EnvironmentException when it cannot be built; nothing but a log is left of it
    public PythonEnvironment realise(EnvironmentDefinition definition, Consumer<String> progress)
            throws EnvironmentException, InterruptedException {
        Recipe recipe = Recipe.of(definition);
        Digest key = recipe.key();
        Optional<PythonEnvironment> ready = find(key);
        if (ready.isPresent()) {
            return ready.get();
        }
        SharedBuild build =
                builds.compute(
                        key,
                        (_, running) ->
                                running != null && running.join(progress)
                                        ? running
                                        : started(recipe, progress));
        return build.await(progress);
    }

    private SharedBuild started(Recipe recipe, Consumer<String> progress) {
        Digest key = recipe.key();
        EnvironmentBuild work = new EnvironmentBuild(entry(key), recipe, options);
        SharedBuild build = new SharedBuild(work::run, ended -> builds.remove(key, ended));
        build.join(progress);
        return build;
    }

    private CacheEntry entry(Digest key) {
        return CacheEntry.of(cache, key, options.python());
    }
}
