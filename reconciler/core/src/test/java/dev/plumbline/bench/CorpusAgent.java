package dev.plumbline.bench;

import dev.plumbline.gate.Floor;
import dev.plumbline.gate.GatedPlan;
import dev.plumbline.ledger.Ledger;
import dev.plumbline.ledger.Recorder;
import dev.plumbline.platform.Platform;
import dev.plumbline.reconcile.Head;
import dev.plumbline.reconcile.PassResult.Progress;
import dev.plumbline.reconcile.ReconcileListener;
import dev.plumbline.reconcile.Trigger;
import dev.plumbline.reconcile.WorkspaceReconciler;
import dev.plumbline.repository.GitRepository;
import dev.plumbline.repository.Revision;
import dev.plumbline.spec.SpecLoader;
import dev.plumbline.spec.SpecSet;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/// What an agent does with the commits of a corpus, on the platform in memory.
final class CorpusAgent implements AutoCloseable {
    private final GitRepository repository;
    private final SpecLoader loader = new SpecLoader();
    private final WorkspaceReconciler reconciler;

    /// @param folder for its clone and the ledger's head; nothing may be there
    CorpusAgent(CorpusRepository corpus, Path folder) {
        this(corpus, folder, new AnsweringPlatform(), ReconcileListener.NONE);
    }

    CorpusAgent(
            CorpusRepository corpus, Path folder, Platform platform, ReconcileListener listener) {
        repository =
                GitRepository.open(
                        corpus.folder().toString(), Optional.empty(), folder.resolve("clone"));
        repository.fetch();
        InstantSource clock = InstantSource.system();
        Ledger ledger =
                Ledger.open(
                        repository,
                        "prod",
                        new Recorder("Bench", "bench@example.com"),
                        clock,
                        folder.resolve("ledger-head"));
        reconciler =
                new WorkspaceReconciler(
                        "corpus/prod",
                        platform,
                        ledger,
                        repository.blobs(),
                        clock,
                        listener,
                        Floor.NONE);
    }

    void fetch() {
        repository.fetch();
    }

    /// Loads the newest commit that was fetched.
    Head head() {
        Revision revision = repository.head().orElseThrow();
        SpecSet specs = loader.load(repository.tree(revision));
        if (!specs.isValid()) {
            throw new IllegalStateException("the corpus is not valid: " + specs.problems());
        }
        return new Head(
                repository.commit(revision),
                specs.workspace("prod").orElseThrow(),
                specs.declares());
    }

    GatedPlan plan(Head head) {
        return reconciler.preview(head, Trigger.look("bench"));
    }

    /// One pass: plans, records what it is about to do, and does what can be done now.
    void pass(Head head) {
        reconciler.pass(head, Trigger.look("bench"));
    }

    /// Passes until nothing is left to do.
    ///
    /// @return how many
    int sync(Head head) {
        int passes = 1;
        while (reconciler.pass(head, Trigger.look("bench")).progress() != Progress.SETTLED) {
            passes++;
        }
        GatedPlan plan = plan(head);
        if (!plan.plan().open().isEmpty()) {
            throw new IllegalStateException(
                    "not everything was applied: " + plan.plan().open().getFirst());
        }
        return passes;
    }

    @Override
    public void close() {
        repository.close();
    }
}
