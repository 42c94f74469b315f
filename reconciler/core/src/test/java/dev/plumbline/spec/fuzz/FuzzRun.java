package dev.plumbline.spec.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/// Loads the documents of some seeds, in a JVM of its own, and prints how many ended how. A small
/// heap then shows what no reading of a shared one can: that nothing is kept.
final class FuzzRun {
    private static final int THREADS = 2;

    /// No measurement: what takes so long for one file hangs, whatever the machine.
    private static final long HANG_SECONDS = 20;

    private FuzzRun() {}

    /// @param args the first seed, and the one after the last
    public static void main(String[] args) throws InterruptedException {
        AtomicLong next = new AtomicLong(Long.parseLong(args[0]));
        long end = Long.parseLong(args[1]);
        FuzzDocuments documents = new FuzzDocuments(Samples.read());
        List<FuzzWorker> workers = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            workers.add(new FuzzWorker(documents, next, end));
        }
        workers.forEach(FuzzWorker::start);
        for (FuzzWorker worker : workers) {
            worker.awaitEnd(HANG_SECONDS);
        }
        Map<String, Integer> verdicts = new TreeMap<>();
        workers.forEach(worker ->
                worker.verdicts()
                        .forEach((what, count) -> verdicts.merge(what, count, Integer::sum)));
        int tried = verdicts.values().stream().mapToInt(Integer::intValue).sum();
        System.out.println(tried + " documents: " + verdicts);
    }
}
