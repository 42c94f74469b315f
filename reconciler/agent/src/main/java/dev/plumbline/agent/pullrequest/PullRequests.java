package dev.plumbline.agent.pullrequest;

import dev.plumbline.agent.loop.RepositoryLoop;
import dev.plumbline.agent.pullrequest.Preview.Result;
import dev.plumbline.ledger.LedgerEntry;
import dev.plumbline.reconcile.WorkspaceReconciler;
import dev.plumbline.reconcile.WorkspaceState;
import dev.plumbline.repository.Revision;
import dev.plumbline.resource.Digest;
import dev.plumbline.webhooks.forge.Feature;
import dev.plumbline.webhooks.forge.Forge;
import dev.plumbline.webhooks.forge.PullRequest;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The pull requests of one repository: previews of the open ones, approvals from the reviews of
/// the merged ones, and reports of what came of them.
///
/// A thread of its own talks to the forge: while the forge is away what is approved already goes
/// on, and so do undos.
public final class PullRequests implements AutoCloseable {
    private static final String LOOK = "look";

    /// Acts of people may stand above the newest release.
    private static final int LOOK_BACK = 20;

    private final RepositoryLoop loop;
    private final Forge forge;
    private final PageLinks pages;
    private final InstantSource clock;
    private final ForgeWork tasks;
    private final SeenPlans seen;
    private final Previewing previewing;
    private final ReviewApprovals approvals;
    private final Map<Long, Merged> previewed = new HashMap<>();
    private final Map<String, SyncReport> reported = new ConcurrentHashMap<>();
    private final Map<String, Digest> awaiting = new ConcurrentHashMap<>();
    private volatile Instant lookedAt = Instant.EPOCH;

    /// What was previewed: a head merged into a base.
    private record Merged(Revision head, Revision base) {}

    /// @param board what the gates of the loop read
    /// @param memory the file of what previews showed
    /// @param pages where statuses and comments link to
    public PullRequests(
            RepositoryLoop loop,
            Forge forge,
            ReviewBoard board,
            Path memory,
            PageLinks pages,
            InstantSource clock) {
        this.loop = loop;
        this.forge = forge;
        this.pages = pages;
        this.clock = clock;
        this.tasks = new ForgeWork("pull-requests", loop.options().name(), clock);
        this.seen = new SeenPlans(memory);
        this.previewing = new Previewing(loop, forge);
        this.approvals = new ReviewApprovals(loop, forge, board, seen);
    }

    public void start() {
        tasks.start();
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
                        report(SyncReport.begun(name, commit, pages));
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
                    report(SyncReport.settled(state, revision, released, pages));
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
                .of(pullRequest, () -> tasks.isClosed() || tasks.isWaiting(name))
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
                forge.report(
                        pullRequest.head(),
                        pages.on(PreviewText.status(preview, workspace), workspace.name()));
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

    @Override
    public void close() {
        tasks.close();
        forge.close();
    }
}
