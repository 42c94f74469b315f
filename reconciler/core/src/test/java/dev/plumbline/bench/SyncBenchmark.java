package dev.plumbline.bench;

import dev.plumbline.plan.Desired;
import dev.plumbline.plan.LastApplied;
import dev.plumbline.plan.Plan;
import dev.plumbline.plan.Planner;
import dev.plumbline.platform.Observation;
import dev.plumbline.platform.TestingPlatform;
import dev.plumbline.repository.GitRepository;
import dev.plumbline.repository.SourceTree;
import dev.plumbline.spec.SpecLoader;
import dev.plumbline.spec.SpecSet;
import dev.plumbline.spec.WorkspaceSpecs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// How long it takes to plan a repository of which nothing was ever read, beside what SnakeYAML
/// alone needs to compose its files; and to apply all of it to a platform that answers at once,
/// until it stands in the ledger and in the remote. Arguments: a folder to work in, how many specs,
/// how many rounds that count, and how many before them that warm the JVM up (2).
public final class SyncBenchmark {
    private SyncBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        Path work = Path.of(arguments[0]);
        int projects = Integer.parseInt(arguments[1]) / SpecCorpus.SPECS_PER_PROJECT;
        int rounds = Integer.parseInt(arguments[2]);
        int warmUp = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 2;
        Rounds compose = new Rounds();
        Rounds plan = new Rounds();
        Rounds sync = new Rounds();
        int passes = 0;
        for (int round = 0; round < warmUp + rounds; round++) {
            if (round == warmUp) {
                compose = new Rounds();
                plan = new Rounds();
                sync = new Rounds();
            }
            // Of its own each time, since the ledger is pushed to it.
            CorpusRepository corpus =
                    CorpusRepository.create(Files.createTempDirectory(work, "corpus"), projects);
            Path folder = Files.createTempDirectory(work, "plan");
            try (GitRepository repository =
                    GitRepository.open(
                            corpus.folder().toString(), Optional.empty(), folder.resolve("git"))) {
                repository.fetch();
                SourceTree tree = repository.tree(corpus.head());
                compose.time(() -> ValidateBenchmark.compose(tree));
                plan.time(() -> plan(tree, projects));
            }
            try (CorpusAgent agent =
                    new CorpusAgent(corpus, Files.createTempDirectory(work, "sync"))) {
                int[] counted = new int[1];
                sync.time(() -> counted[0] = agent.sync(agent.head()));
                passes = counted[0];
            }
        }
        System.out.printf(
                """
                %d specs, %d resources, %d rounds, medians
                SnakeYAML composes the files    %8.1f ms
                load and plan, nothing known    %8.1f ms   %.2f times SnakeYAML
                load, apply all, record, push   %8.1f ms   %.2f times load and plan; %d passes
                heap at most                    %8d MB
                """,
                projects * SpecCorpus.SPECS_PER_PROJECT,
                projects * SpecCorpus.RESOURCES_PER_PROJECT,
                rounds,
                compose.median(),
                plan.median(),
                plan.ratioTo(compose),
                sync.median(),
                sync.ratioTo(plan),
                passes,
                Runtime.getRuntime().maxMemory() >> 20);
    }

    private static void plan(SourceTree tree, int projects) {
        SpecSet specs = new SpecLoader().load(tree);
        WorkspaceSpecs workspace = specs.workspace("prod").orElseThrow();
        Desired desired =
                new Desired(
                        "corpus/prod",
                        "head",
                        workspace.graph(),
                        specs.declares(),
                        Map.of(),
                        Set.of(),
                        workspace.config().moves(),
                        workspace.config().live(),
                        workspace.config()::includes);
        Plan plan =
                Planner.plan(
                        desired,
                        LastApplied.NOTHING,
                        Observation.NOTHING,
                        new TestingPlatform().capabilities());
        if (plan.changes().size() != projects * SpecCorpus.RESOURCES_PER_PROJECT) {
            throw new IllegalStateException("not everything is planned: " + plan.summary());
        }
    }
}
