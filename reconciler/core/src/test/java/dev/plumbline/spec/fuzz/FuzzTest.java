package dev.plumbline.spec.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.spec.SpecLoader;
import dev.plumbline.spec.SpecSet;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Whatever a file holds, loading the tree around it ends, soon, in a verdict and leaves nothing
/// behind. A seed that fails is named with the command that tries it alone:
/// `-Dplumbline.fuzz.seed=N`; `-Dplumbline.fuzz.documents=N` tries so many.
@Tag("slow")
class FuzzTest {
    private static final long FIRST_SEED = 20261123;
    private static final int DOCUMENTS = Integer.getInteger("plumbline.fuzz.documents", 100_000);
    private static final int THREADS = 2;

    /// No measurement: what takes so long for one file hangs, whatever the machine.
    private static final long HANG_SECONDS = 20;

    private static final long MAX_GROWTH_BYTES = 48L << 20;

    private final FuzzDocuments documents = new FuzzDocuments(Samples.read());

    @Test
    void everyDocumentEndsInAVerdict() throws InterruptedException {
        Optional<Long> only = Optional.ofNullable(Long.getLong("plumbline.fuzz.seed"));
        AtomicLong next = new AtomicLong(only.orElse(FIRST_SEED));
        long end = only.map(seed -> seed + 1).orElse(FIRST_SEED + DOCUMENTS);
        warm();
        long before = liveBytes();
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
        workers.clear();
        assertThat(liveBytes() - before).as("bytes kept").isLessThan(MAX_GROWTH_BYTES);
        int tried = verdicts.values().stream().mapToInt(Integer::intValue).sum();
        assertThat(tried).as("%s", verdicts).isEqualTo((int) (end - only.orElse(FIRST_SEED)));
        System.out.println(tried + " documents: " + verdicts);
    }

    /// Loads what stays for good: classes and schemas.
    private void warm() {
        SpecLoader loader = new SpecLoader();
        for (int i = 0; i < 2_000; i++) {
            FuzzDocument document = documents.of(i);
            SpecSet _ = loader.load(new FuzzTree(document, "warm" + i));
        }
    }

    private static long liveBytes() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
