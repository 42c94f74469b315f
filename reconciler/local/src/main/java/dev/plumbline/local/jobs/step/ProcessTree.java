package dev.plumbline.local.jobs.step;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// All processes of one attempt: the wrapper, what descends from it and, where `/proc` tells the
/// environment of processes, those that were left without a parent. They carry the attempt's folder
/// in the variable [#MARK].
final class ProcessTree {
    static final String MARK = "PLUMBLINE_STEP";
    private static final int KILLS = 50;
    private static final long PAUSE_MILLIS = 100;

    private final Optional<ProcessHandle> wrapper;
    private final String mark;

    ProcessTree(Optional<ProcessHandle> wrapper, Attempt attempt) {
        this.wrapper = wrapper;
        this.mark = MARK + "=" + attempt.folder();
    }

    /// Ends them: asks first, and kills what is still there after the grace.
    ///
    /// @throws IOException when a process will not end
    void end(Duration grace) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + grace.toNanos();
        Set<ProcessHandle> alive = alive();
        alive.forEach(ProcessHandle::destroy);
        while (!alive.isEmpty() && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            alive = alive();
        }
        for (int tries = 0; !alive.isEmpty() && tries < KILLS; tries++) {
            alive.forEach(ProcessHandle::destroyForcibly);
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            alive = alive();
        }
        if (!alive.isEmpty()) {
            throw new IOException(
                    "the processes %s of the step do not end"
                            .formatted(alive.stream().map(ProcessHandle::pid).toList()));
        }
    }

    private Set<ProcessHandle> alive() {
        Set<ProcessHandle> found = new LinkedHashSet<>();
        wrapper.ifPresent(handle -> {
            handle.descendants().forEach(found::add);
            found.add(handle);
        });
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            all.filter(this::isMarked).forEach(found::add);
        }
        found.removeIf(handle -> !Liveness.isRunning(handle));
        return found;
    }

    private boolean isMarked(ProcessHandle process) {
        try {
            byte[] environment =
                    Files.readAllBytes(Path.of("/proc", Long.toString(process.pid()), "environ"));
            String text = "\0" + new String(environment, StandardCharsets.UTF_8) + "\0";
            return text.contains("\0" + mark + "\0");
        } catch (IOException _) {
            return false; // someone else's, gone, or a system without /proc
        }
    }
}
