package dev.plumbline.local.environments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The build of one environment: alone among all processes, whole or not at all.
record EnvironmentBuild(CacheEntry entry, Recipe recipe, EnvironmentOptions options) {

    PythonEnvironment run(Consumer<String> progress)
            throws EnvironmentException, InterruptedException {
        try {
            entry.createFolders();
            try (BuildLock _ = BuildLock.acquire(entry.lock(), options.timeout(), progress)) {
                Optional<ReadyMarker> ready = ReadyMarker.read(entry);
                if (ready.isPresent()) {
                    return ready.get().environment();
                }
                return buildOrDiscard(progress);
            }
        } catch (EnvironmentException e) {
            throw e;
        } catch (IOException e) {
            throw new EnvironmentException(
                    "the environment could not be built in %s: %s; check the folder's permissions and the space on its disk"
                            .formatted(entry.root(), e),
                    e);
        }
    }

    private PythonEnvironment buildOrDiscard(Consumer<String> progress)
            throws IOException, InterruptedException {
        LeftOver.end(entry);
        entry.remove();
        try (BuildLog log = new BuildLog(entry.building(".log"))) {
            return build(new Workbench(entry, options, log, progress), progress);
        } catch (IOException | InterruptedException | RuntimeException e) {
            discard(e);
            throw e;
        } finally {
            removeInputs();
        }
    }

    private PythonEnvironment build(Workbench bench, Consumer<String> progress)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        Toolchain toolchain = Toolchain.choose(recipe, options);
        Optional<String> note = toolchain.note(recipe);
        note.ifPresent(progress);
        toolchain.build(recipe, bench);
        List<String> lock = bench.installed();
        PythonEnvironment environment =
                new PythonEnvironment(entry.key(), entry.root(), bench.python(), lock);
        Files.move(entry.building(".log"), entry.log(), StandardCopyOption.REPLACE_EXISTING);
        new ReadyMarker(environment, note).write(entry);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        progress.accept("ready: %d packages in %d s".formatted(lock.size() - 1, took.toSeconds()));
        return environment;
    }

    /// Leaves nothing of a build that failed but its log.
    private void discard(Exception failure) {
        try {
            if (Files.exists(entry.building(".log"))) {
                Files.move(
                        entry.building(".log"),
                        entry.failedLog(),
                        StandardCopyOption.REPLACE_EXISTING);
            }
            entry.remove();
        } catch (IOException e) {
            failure.addSuppressed(e); // what is left has no marker: the next build removes it
        }
    }

    private void removeInputs() throws IOException {
        LeftOver.forget(entry);
        for (String suffix : List.of(".requirements.txt", ".conda.yml", ".ready")) {
            Files.deleteIfExists(entry.building(suffix));
        }
    }
}
