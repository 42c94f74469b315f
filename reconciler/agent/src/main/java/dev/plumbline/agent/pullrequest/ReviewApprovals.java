package dev.plumbline.agent.pullrequest;

import dev.plumbline.agent.loop.RepositoryLoop;
import dev.plumbline.gate.GatedPlan;
import dev.plumbline.gate.Hold;
import dev.plumbline.plan.PlannedResource;
import dev.plumbline.plan.Subject;
import dev.plumbline.reconcile.ActRefused;
import dev.plumbline.reconcile.ApprovalDesk;
import dev.plumbline.reconcile.WorkspaceReconciler;
import dev.plumbline.reconcile.WorkspaceState;
import dev.plumbline.repository.Person;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.webhooks.forge.Forge;
import dev.plumbline.webhooks.forge.Review;
import dev.plumbline.webhooks.forge.User;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Takes reviews of merged pull requests for approvals of what they brought, and records them.
///
/// A review approves a change when the newest commit that the change comes from was brought by its
/// pull request, when it is about the head that was merged, and when the preview of that head
/// showed these very values. Nobody approves what they wrote. A request for changes by someone who
/// may approve lets no review of that pull request count.
final class ReviewApprovals {
    private final RepositoryLoop loop;
    private final Forge forge;
    private final ReviewBoard board;
    private final SeenPlans seen;

    ReviewApprovals(RepositoryLoop loop, Forge forge, ReviewBoard board, SeenPlans seen) {
        this.loop = loop;
        this.forge = forge;
        this.board = board;
        this.seen = seen;
    }

    /// Looks at what a workspace waits with.
    ///
    /// @return whether it is to be judged again
    boolean look(WorkspaceReconciler workspace) {
        WorkspaceState state = workspace.state();
        Optional<GatedPlan> gated = state.plan();
        if (gated.isEmpty()) {
            return false;
        }
        boolean news = askTeams(gated.get());
        ApprovalDesk desk =
                new ApprovalDesk(
                        workspace.ledger(), loop.repository(), loop.options().floor().teams());
        ReviewedCommits commits = new ReviewedCommits(loop.repository(), forge);
        ReviewRecords records = new ReviewRecords(workspace.ledger());
        Map<ResourceId, String> remarks = new TreeMap<>();
        for (PlannedResource change : gated.get().plan().changes()) {
            boolean waits = waits(gated.get(), change);
            List<String> approvers = desk.approvers(state, change);
            if (change.partOf().isPresent() || !waits && approvers.isEmpty()) {
                continue;
            }
            Optional<Subject> subject = Subject.of(change, state.last());
            if (subject.isEmpty()) {
                continue;
            }
            Reviewed reviewed = commits.of(desk.source(state, change));
            news |= takeBack(desk, records, state, change, reviewed, approvers);
            if (waits) {
                news |= meetReviewers(reviewed);
                Judgement judgement = judge(gated.get(), state, change, subject.get(), reviewed);
                judgement.remark().ifPresent(why -> remarks.put(change.id(), why));
                news |= record(desk, state, change, reviewed, judgement, approvers, remarks);
            }
        }
        boolean said = board.say(state.name(), remarks);
        return said || news;
    }

    /// @param approvers whose reviews count
    /// @param remark why none does, or fewer than there are
    private record Judgement(List<Review> approvers, Optional<String> remark) {
        static Judgement none(String remark) {
            return new Judgement(List.of(), Optional.of(remark));
        }
    }

    private boolean askTeams(GatedPlan gated) {
        boolean news = false;
        Set<String> named =
                gated.holds().values().stream()
                        .flatMap(List::stream)
                        .filter(Hold::takesApproval)
                        .flatMap(hold -> hold.from().stream())
                        .filter(name -> name.startsWith("@") && name.contains("/"))
                        .map(name -> name.substring(1))
                        .collect(Collectors.toSet());
        for (String team : named) {
            news |= board.ask(forge, team);
        }
        return news;
    }

    private boolean meetReviewers(Reviewed reviewed) {
        boolean news = false;
        if (reviewed instanceof Reviewed.ByPullRequest by) {
            for (Review review : by.reviews()) {
                news |= board.meet(review.by());
            }
        }
        return news;
    }

    private static boolean waits(GatedPlan gated, PlannedResource change) {
        return gated.holds().getOrDefault(change.id(), List.of()).stream()
                .anyMatch(Hold::takesApproval);
    }

    private Judgement judge(
            GatedPlan gated,
            WorkspaceState state,
            PlannedResource change,
            Subject subject,
            Reviewed reviewed) {
        return switch (reviewed) {
            case Reviewed.Directly(var commit) ->
                    Judgement.none(
                            "commit %s was pushed without a pull request"
                                    .formatted(commit.shortForm()));
            case Reviewed.Nowhere _ -> new Judgement(List.of(), Optional.empty());
            case Reviewed.ByPullRequest by -> judge(gated, state, change, subject, by);
        };
    }

    private Judgement judge(
            GatedPlan gated,
            WorkspaceState state,
            PlannedResource change,
            Subject subject,
            Reviewed.ByPullRequest by) {
        List<Hold> holds =
                gated.holds().getOrDefault(change.id(), List.of()).stream()
                        .filter(Hold::takesApproval)
                        .toList();
        String name = by.pullRequest().shortForm();
        List<Review> named =
                by.reviews().stream()
                        .filter(review ->
                                holds.stream()
                                        .anyMatch(hold ->
                                                loop.options()
                                                        .floor()
                                                        .teams()
                                                        .isNamed(review.by().name(), hold.from())))
                        .toList();
        Optional<Review> against =
                named.stream()
                        .filter(review -> review.verdict() == Review.Verdict.CHANGES_REQUESTED)
                        .findFirst();
        if (against.isPresent()) {
            return Judgement.none(
                    "%s asks for changes in %s".formatted(against.get().by().name(), name));
        }
        List<Review> approving =
                named.stream()
                        .filter(review -> review.verdict() == Review.Verdict.APPROVED)
                        .toList();
        List<Review> current =
                approving.stream()
                        .filter(review -> isAboutHead(review, by) && !by.wrote(review.by()))
                        .toList();
        if (current.isEmpty()) {
            return new Judgement(List.of(), approving.stream().findFirst().map(it -> lost(it, by)));
        }
        List<Review> knowing =
                current.stream()
                        .filter(review -> knew(review, state, change, subject, by))
                        .toList();
        return knowing.isEmpty()
                ? Judgement.none(
                        "%s was approved when what it is now was not known or was otherwise"
                                .formatted(name))
                : new Judgement(knowing, Optional.empty());
    }

    /// Whether a reviewer could see what the change is now: in the preview that stood then; without
    /// one in the specs, when these say all of it.
    private boolean knew(
            Review review,
            WorkspaceState state,
            PlannedResource change,
            Subject subject,
            Reviewed.ByPullRequest by) {
        return seen.of(by.pullRequest().head().commit(), state.name(), review.at())
                .map(shown -> shown.stream().anyMatch(each -> each.covers(subject, change.drift())))
                .orElseGet(() -> isWritten(change) && by.mergedAsReviewed(loop.repository()));
    }

    private static boolean isAboutHead(Review review, Reviewed.ByPullRequest by) {
        return review.current()
                && review.commit().map(by.pullRequest().head()::equals).orElse(true);
    }

    private static String lost(Review review, Reviewed.ByPullRequest by) {
        String who = review.by().name();
        String name = by.pullRequest().shortForm();
        return by.wrote(review.by())
                ? who + " wrote " + name + ", and nobody approves what they wrote"
                : who + " approved " + name + " before its last push";
    }

    /// Whether all that a change refers to stands in its spec by version, so that whoever read the
    /// spec knew it.
    private static boolean isWritten(PlannedResource change) {
        return change.effective().stream().allMatch(applied -> applied.chosen().isEmpty());
    }

    private static boolean record(
            ApprovalDesk desk,
            WorkspaceState state,
            PlannedResource change,
            Reviewed reviewed,
            Judgement judgement,
            List<String> approvers,
            Map<ResourceId, String> remarks) {
        boolean recorded = false;
        for (Review review : judgement.approvers()) {
            if (approvers.stream().anyMatch(review.by().name()::equalsIgnoreCase)
                    || !(reviewed instanceof Reviewed.ByPullRequest by)) {
                continue;
            }
            try {
                desk.approve(
                        state,
                        person(review.by()),
                        Set.of(change.id()),
                        Optional.of(ReviewRecords.comment(by.pullRequest(), review)));
                recorded = true;
            } catch (ActRefused e) {
                remarks.put(change.id(), String.valueOf(e.getMessage()));
            }
        }
        return recorded;
    }

    /// Takes back what came from a review that is an approval no more.
    private static boolean takeBack(
            ApprovalDesk desk,
            ReviewRecords records,
            WorkspaceState state,
            PlannedResource change,
            Reviewed reviewed,
            List<String> approvers) {
        if (!(reviewed instanceof Reviewed.ByPullRequest by)) {
            return false;
        }
        boolean taken = false;
        for (String approver : approvers) {
            Optional<Review> review =
                    by.reviews().stream()
                            .filter(each -> each.by().name().equalsIgnoreCase(approver))
                            .findFirst();
            boolean stands =
                    review.filter(each -> each.verdict() == Review.Verdict.APPROVED)
                            .filter(each -> isAboutHead(each, by))
                            .isPresent();
            if (!stands && records.isFromReview(change.id(), approver, by.pullRequest())) {
                desk.revoke(
                        state,
                        person(review.map(Review::by).orElseGet(() -> User.named(approver))),
                        Set.of(change.id()),
                        Optional.of(
                                "the review of %s is no approval any more"
                                        .formatted(by.pullRequest().shortForm())));
                taken = true;
            }
        }
        return taken;
    }

    private static Person person(User user) {
        return new Person(user.name(), user.mails());
    }
}
