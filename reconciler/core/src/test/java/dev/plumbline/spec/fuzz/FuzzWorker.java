package dev.plumbline.spec.fuzz;

import dev.plumbline.spec.SpecLoader;
import dev.plumbline.spec.SpecSet;
import dev.plumbline.spec.problem.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/// Loads one document after the other, and can be watched doing so.
final class FuzzWorker {
    private final FuzzDocuments documents;
    private final AtomicLong next;
    private final long end;
    private final SpecLoader loader = new SpecLoader();
    private final Map<String, Integer> verdicts = new TreeMap<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().daemon().unstarted(this::run);
    private volatile long seed;
    private volatile long startedNanos;
    private volatile AssertionError failure;

    FuzzWorker(FuzzDocuments documents, AtomicLong next, long end) {
        this.documents = documents;
        this.next = next;
        this.end = end;
    }

    void start() {
        startedNanos = System.nanoTime();
        thread.start();
    }

    /// How many documents ended how.
    Map<String, Integer> verdicts() {
        return verdicts;
    }

    /// Waits until all are done.
    ///
    /// @throws AssertionError when one failed, or takes longer than it ever may
    void awaitEnd(long hangSeconds) throws InterruptedException {
        while (!ended.await(1, TimeUnit.SECONDS)) {
            if (System.nanoTime() - startedNanos > TimeUnit.SECONDS.toNanos(hangSeconds)) {
                throw new AssertionError(
                        replay(seed, "has taken more than " + hangSeconds + " s, and is at\n")
                                + Arrays.stream(thread.getStackTrace())
                                        .limit(40)
                                        .map(frame -> "    " + frame)
                                        .collect(Collectors.joining("\n")));
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void run() {
        try {
            for (long each = next.getAndIncrement(); each < end; each = next.getAndIncrement()) {
                seed = each;
                startedNanos = System.nanoTime();
                verdicts.merge(verdict(each), 1, Integer::sum);
            }
        } catch (Throwable e) {
            failure = new AssertionError(replay(seed, "fails: " + e), e);
        } finally {
            ended.countDown();
        }
    }

    private String verdict(long each) {
        FuzzDocument document = documents.of(each);
        SpecSet specs = loader.load(new FuzzTree(document, Long.toString(each)));
        List<Problem> problems =
                specs.problems().stream()
                        .filter(problem -> problem.path().equals(document.path()))
                        .toList();
        problems.forEach(FuzzWorker::requireReadable);
        return problems.isEmpty()
                ? specs.paths().contains(document.path()) ? "spec" : "not a spec"
                : "problem";
    }

    private static void requireReadable(Problem problem) {
        if (problem.message().isBlank()
                || problem.message().lines().count() != 1
                || problem.message().length() > 3_000
                || problem.position().line() < 1
                || problem.position().column() < 1) {
            throw new AssertionError("no problem that people can read: " + problem);
        }
    }

    private static String replay(long seed, String what) {
        return "seed "
                + seed
                + " "
                + what
                + "\nagain: ./mvnw -Pslow -pl reconciler/core -am test -Dtest=FuzzTest"
                + " -Dsurefire.failIfNoSpecifiedTests=false -Dplumbline.fuzz.seed="
                + seed
                + "\n";
    }
}
