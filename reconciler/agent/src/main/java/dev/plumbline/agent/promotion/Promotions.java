package dev.plumbline.agent.promotion;

import dev.plumbline.agent.loop.RepositoryLoop;
import dev.plumbline.agent.loop.Snapshot;
import dev.plumbline.agent.model.TrainingRuns;
import dev.plumbline.agent.pullrequest.ForgeWork;
import dev.plumbline.ledger.Recorder;
import dev.plumbline.reconcile.WorkspaceReconciler;
import dev.plumbline.spec.WorkspaceSpecs;
import dev.plumbline.spec.promotion.Promotion;
import dev.plumbline.webhooks.forge.Forge;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The promotions of one repository, as the head of its followed branch declares them: no proposed
/// commit does. They are looked at after each round of the loop, by a thread of their own, so that
/// nothing waits for them.
public final class Promotions implements AutoCloseable {
    private final RepositoryLoop loop;
    private final TrainingRuns runs;
    private final ForgeWork work;
    private final Proposing proposing;
    private final Standings standings;

    /// @param forge where pull requests are opened; empty when there is none
    /// @param recorder who commits
    /// @param memory the file of what was proposed and decided before
    public Promotions(
            RepositoryLoop loop,
            TrainingRuns runs,
            Optional<Forge> forge,
            Recorder recorder,
            Path memory,
            InstantSource clock,
            PromotionListener listener) {
        this.loop = loop;
        this.runs = runs;
        this.work = new ForgeWork("promotions", loop.options().name(), clock);
        this.standings = new Standings(memory);
        this.proposing = new Proposing(loop, forge, recorder, clock, listener);
    }

    public void start() {
        work.start();
    }

    public RepositoryLoop loop() {
        return loop;
    }

    /// A pull request may have changed.
    public void changed() {
        proposing.askAgain();
        promotions().forEach(this::add);
    }

    /// A round of the loop is over.
    public void looked() {
        promotions().filter(each -> !work.isWaiting(each.task())).forEach(this::add);
    }

    private record Named(String workspace, String name) {
        String task() {
            return "promotion %s of %s".formatted(name, workspace);
        }
    }

    private Stream<Named> promotions() {
        return loop.followed().stream()
                .flatMap(head -> head.specs().workspaces().stream())
                .filter(specs -> specs.config().declared() && specs.errors().isEmpty())
                .flatMap(specs ->
                        specs.promotions().stream()
                                .map(each -> new Named(specs.config().name(), each.name())));
    }

    private void add(Named promotion) {
        work.add(promotion.task(), () -> look(promotion.workspace(), promotion.name()));
    }

    /// Of what the head declares by now.
    private void look(String workspace, String name) {
        Optional<Snapshot> head = loop.followed();
        Optional<WorkspaceReconciler> reconciler = loop.workspace(workspace);
        if (head.isEmpty() || reconciler.isEmpty()) {
            return;
        }
        List<Promotion> declared =
                head.get()
                        .specs()
                        .workspace(workspace)
                        .map(WorkspaceSpecs::promotions)
                        .orElse(List.of());
        declared.stream()
                .filter(promotion -> promotion.name().equals(name))
                .forEach(promotion ->
                        look(new Candidacy(loop, head.get(), reconciler.get(), promotion, runs)));
    }

    private void look(Candidacy candidacy) {
        Optional<Standing> remembered = standings.of(candidacy.key());
        Standing before = remembered.orElseGet(candidacy::rebuilt);
        Standing asked =
                proposing.asked(
                        candidacy,
                        before.deciding(candidacy.declared()).deciding(candidacy.deployed()));
        Standing known = remembered.isPresent() ? asked : proposing.refusedBefore(candidacy, asked);
        standings.put(candidacy.key(), known);
        Selection selection = candidacy.select(known.decided());
        if (selection.chosen().isPresent()) {
            standings.put(
                    candidacy.key(), proposing.propose(candidacy, known, selection.chosen().get()));
        } else {
            proposing.nothing(candidacy, selection);
        }
    }

    @Override
    public void close() {
        work.close();
    }
}
