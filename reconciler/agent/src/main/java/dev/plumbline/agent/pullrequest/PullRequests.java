package dev.plumbline.agent.pullrequest;

import dev.plumbline.agent.loop.RepositoryLoop;
import dev.plumbline.agent.pullrequest.Preview.Result;
import dev.plumbline.ledger.LedgerEntry;
import dev.plumbline.reconcile.WorkspaceReconciler;
import dev.plumbline.reconcile.WorkspaceState;
import dev.plumbline.repository.RepositoryException;
import dev.plumbline.repository.Revision;
import dev.plumbline.resource.Digest;
import dev.plumbline.webhooks.forge.Feature;
import dev.plumbline.webhooks.forge.Forge;
import dev.plumbline.webhooks.forge.ForgeException;
import dev.plumbline.webhooks.forge.PullRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The pull requests of one repository: previews of the open ones, approvals from the reviews of
/// the merged ones, and reports of what came of them.
///
/// One thread talks to the forge, so that nothing else waits for it: while the forge is away what
/// is approved already goes on, and so do undos. What fails is tried again with growing pauses.
public final class PullRequests implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PullRequests.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    private static final String LOOK = "look";

    /// Acts of people may stand above the newest release.
    private static final int LOOK_BACK = 20;

    private final RepositoryLoop loop;
    private final Forge forge;
    private final InstantSource clock;
    private final Tasks tasks;
    private final SeenPlans seen;
    private final Previewing previewing;
    private final ReviewApprovals approvals;
    private final Map<Long, Merged> previewed = new HashMap<>();
    private final Map<String, SyncReport> reported = new ConcurrentHashMap<>();
    private final Map<String, Digest> awaiting = new ConcurrentHashMap<>();
    private final Thread thread;
    private volatile Instant lookedAt = Instant.EPOCH;
    private volatile boolean closed;

    /// What was previewed: a head merged into a base.
    private record Merged(Revision head, Revision base) {}

    /// @param board what the gates of the loop read
    /// @param memory the file of what previews showed
    public PullRequests(
            RepositoryLoop loop, Forge forge, ReviewBoard board, Path memory, InstantSource clock) {
        this.loop = loop;
        this.forge = forge;
        this.clock = clock;
        this.tasks = new Tasks(clock);
        this.seen = new SeenPlans(memory);
        this.previewing = new Previewing(loop, forge);
        this.approvals = new ReviewApprovals(loop, forge, board, seen);
        this.thread =
                Thread.ofPlatform()
                        .name("pull-requests-" + loop.options().name())
                        .daemon()
                        .unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /// What opens pull requests; empty when the forge opens none.
    public Optional<Proposals> proposals() {
        return forge.features().contains(Feature.PROPOSALS)
                ? Optional.of(new Proposals(forge, tasks))
                : Optional.empty();
    }

    public RepositoryLoop loop() {
        return loop;
    }

    /// A pull request may have changed: its head, its state, its reviews.
    public void changed(long number) {
        tasks.add("preview of #" + number, () -> preview(number));
        loop.workspaces().forEach(this::lookAtReviews);
    }

    /// The followed branch has another head: what merging leaves is another thing.
    public void moved() {
        tasks.add(LOOK, this::look);
    }

    /// A pass of a workspace begins.
    public void passing(WorkspaceReconciler workspace) {
        loop.head()
                .ifPresent(commit -> {
                    String name = workspace.state().name();
                    boolean isNew =
                            workspace
                                    .state()
                                    .commit()
                                    .filter(it -> it.revision().equals(commit))
                                    .isEmpty();
                    if (isNew) {
                        report(SyncReport.begun(name, commit));
                    }
                });
    }

    /// A workspace has nothing left to do now.
    public void settled(WorkspaceReconciler workspace) {
        WorkspaceState state = workspace.state();
        state.commit()
                .ifPresent(commit -> {
                    Revision revision = commit.revision();
                    Optional<LedgerEntry> released =
                            workspace.ledger().history(LOOK_BACK).stream()
                                    .filter(entry -> entry.act().isEmpty() && !entry.isIntent())
                                    .findFirst()
                                    .filter(entry -> entry.source().equals(revision));
                    report(SyncReport.settled(state, revision, released));
                });
        state.plan()
                .filter(gated -> !gated.awaitingApproval().isEmpty())
                .map(gated -> gated.plan().digest())
                .filter(waiting -> !waiting.equals(awaiting.put(state.name(), waiting)))
                .ifPresent(_ -> lookAtReviews(workspace));
    }

    /// The repository was looked at: once per poll the forge is, too, so that a lost webhook costs
    /// one interval.
    public void looked() {
        Instant now = clock.instant();
        if (now.isBefore(lookedAt.plus(loop.options().poll()))) {
            return;
        }
        lookedAt = now;
        tasks.add(LOOK, this::look);
        loop.workspaces().forEach(this::lookAtReviews);
    }

    private void lookAtReviews(WorkspaceReconciler workspace) {
        if (forge.features().contains(Feature.REVIEWS)) {
            tasks.add(
                    "reviews of " + workspace.state().name(),
                    () -> {
                        if (approvals.look(workspace)) {
                            loop.acted("review");
                        }
                    });
        }
    }

    private void look() {
        String branch = loop.repository().branch().orElse("");
        for (PullRequest each : forge.open(branch)) {
            if (!isPreviewed(each)) {
                tasks.add("preview of #" + each.number(), () -> preview(each.number()));
            }
        }
    }

    private boolean isPreviewed(PullRequest pullRequest) {
        return loop.head()
                .map(base -> new Merged(pullRequest.head(), base))
                .filter(now -> now.equals(previewed.get(pullRequest.number())))
                .isPresent();
    }

    private void preview(long number) {
        PullRequest pullRequest = forge.pullRequest(number);
        boolean concerns =
                pullRequest.state() == PullRequest.State.OPEN
                        && loop.repository().branch().equals(Optional.of(pullRequest.base()));
        if (!concerns) {
            previewed.remove(number);
            return;
        }
        String name = "preview of #" + number;
        previewing
                .of(pullRequest, () -> closed || tasks.isWaiting(name))
                .ifPresent(preview -> {
                    show(preview);
                    seen.remember(preview, clock.instant());
                    previewed.put(number, new Merged(pullRequest.head(), preview.base()));
                });
    }

    private void show(Preview preview) {
        PullRequest pullRequest = preview.pullRequest();
        if (forge.features().contains(Feature.COMMENTS)) {
            forge.comment(pullRequest, "preview", PreviewText.comment(preview, clock.instant()));
        }
        for (Preview.Workspace workspace : preview.workspaces()) {
            if (forge.features().contains(Feature.STATUSES)) {
                forge.report(pullRequest.head(), PreviewText.status(preview, workspace));
            }
            if (forge.features().contains(Feature.ANNOTATIONS)
                    && workspace.result() instanceof Result.Invalid) {
                forge.annotate(
                        pullRequest.head(),
                        PreviewText.context(workspace.name()),
                        PreviewText.annotations(workspace));
            }
        }
    }

    /// What was told of a commit already is not told again.
    private void report(SyncReport report) {
        if (report.equals(reported.put(report.workspace(), report))) {
            return;
        }
        tasks.add("report of " + report.workspace() + " at " + report.commit(), () -> send(report));
    }

    private void send(SyncReport report) {
        if (forge.features().contains(Feature.STATUSES)) {
            forge.report(report.commit(), report.status());
        }
        if (report.comment().isPresent() && forge.features().contains(Feature.COMMENTS)) {
            String branch = loop.repository().branch().orElse("");
            forge.bringing(report.commit()).stream()
                    .filter(each -> each.base().equals(branch))
                    .forEach(each ->
                            forge.comment(
                                    each, "outcome/" + report.workspace(), report.comment().get()));
        }
    }

    private void run() {
        while (!closed) {
            try {
                carryOut(tasks.take());
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    private void carryOut(Tasks.Task task) {
        try {
            task.work().run();
        } catch (ForgeException e) {
            failed(task, e, e.again().orElse(null));
        } catch (RepositoryException e) {
            failed(task, e, null);
        } catch (RuntimeException e) {
            // Whoever is told to end in the middle of a call breaks off too.
            if (!closed) {
                LOG.error("{}: the {} broke off", loop.options().name(), task.name(), e);
            }
        }
    }

    private void failed(Tasks.Task task, RuntimeException failure, @Nullable Instant again) {
        if (closed) {
            return;
        }
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(task.attempts(), 12));
        Duration bounded = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
        Instant due = clock.instant().plus(bounded);
        tasks.again(task, again != null && again.isAfter(due) ? again : due);
        LOG.warn(
                "{}: the {} waits and is tried again: {}",
                loop.options().name(),
                task.name(),
                failure.getMessage());
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(10_000);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        forge.close();
    }
}
