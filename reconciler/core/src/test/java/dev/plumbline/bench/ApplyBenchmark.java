package dev.plumbline.bench;

import dev.plumbline.platform.limit.CallLimits;
import dev.plumbline.platform.limit.LimitedPlatform;
import dev.plumbline.reconcile.Head;
import dev.plumbline.reconcile.ReconcileListener;
import dev.plumbline.reconcile.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/// How long it takes to apply many changed specs to a platform that answers after a while, so many
/// calls at once; beside the bare calls. Arguments: a folder to work in, how many specs change, how
/// many rounds that count, and how many before them that warm the JVM up (5).
public final class ApplyBenchmark {
    private static final int AT_ONCE = 64;
    private static final Duration ANSWER = Duration.ofMillis(5);

    private ApplyBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        Path work = Path.of(arguments[0]);
        int changed = Integer.parseInt(arguments[1]);
        int rounds = Integer.parseInt(arguments[2]);
        int warmUp = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 5;
        CorpusRepository corpus =
                CorpusRepository.create(Files.createTempDirectory(work, "corpus"), changed);
        SlowPlatform platform = new SlowPlatform(AT_ONCE);
        ApplyTimes stages = new ApplyTimes();
        Rounds bare = new Rounds();
        Rounds apply = new Rounds();
        Rounds sync = new Rounds();
        CallLimits limits =
                new CallLimits(AT_ONCE, Optional.empty(), 5, CallLimits.DEFAULT.pause());
        try (CorpusAgent agent =
                new CorpusAgent(
                        corpus,
                        Files.createTempDirectory(work, "agent"),
                        new LimitedPlatform("slow", platform, limits),
                        stages)) {
            agent.sync(agent.head());
            platform.answerIn(ANSWER);
            for (int round = -warmUp; round < rounds; round++) {
                if (round == 0) {
                    stages.start();
                    bare = new Rounds();
                    apply = new Rounds();
                    sync = new Rounds();
                }
                corpus.change(endpoints(changed, "Round " + (round + warmUp)));
                agent.fetch();
                Head head = agent.head();
                bare.time(() -> call(platform, changed));
                Rounds passes = apply;
                sync.time(() -> {
                    passes.time(() -> agent.pass(head));
                    agent.sync(head);
                });
            }
        }
        System.out.printf(
                """
                %d changes of %d specs, %d at once, %d ms each, %d rounds, medians
                bare calls                        %8.2f ms
                apply                             %8.2f ms   %.2f times the calls
                plan, record and apply            %8.2f ms   %.2f times the calls
                the same and release and push     %8.2f ms   %.2f times the calls
                """,
                changed,
                changed * SpecCorpus.SPECS_PER_PROJECT,
                AT_ONCE,
                ANSWER.toMillis(),
                rounds,
                bare.median(),
                stages.apply().median(),
                stages.apply().ratioTo(bare),
                apply.median(),
                apply.ratioTo(bare),
                sync.median(),
                sync.ratioTo(bare));
    }

    /// How long the stage took in which changes are made.
    private static final class ApplyTimes implements ReconcileListener {
        private Rounds apply = new Rounds();

        void start() {
            apply = new Rounds();
        }

        Rounds apply() {
            return apply;
        }

        @Override
        public <T> T stage(String of, Stage stage, Supplier<T> work) {
            return stage == Stage.APPLY ? apply.timed(work) : work.get();
        }
    }

    private static Map<String, String> endpoints(int projects, String text) throws IOException {
        Map<String, String> files = new HashMap<>();
        for (int i = 0; i < projects; i++) {
            String path = SpecCorpus.folder(i) + "endpoints/endpoint.yml";
            files.put(
                    path,
                    SpecCorpus.project(i)
                            .getOrDefault(path, "")
                            .replace("description: Scores", "description: " + text + " scores"));
        }
        return files;
    }

    private static void call(SlowPlatform platform, int calls) throws InterruptedException {
        Semaphore turns = new Semaphore(AT_ONCE);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < calls; i++) {
                turns.acquire();
                threads.execute(() -> {
                    try {
                        platform.call();
                    } finally {
                        turns.release();
                    }
                });
            }
        }
    }
}
