package dev.plumbline.webhooks.azuredevops;

import dev.plumbline.webhooks.forge.PullRequest;
import dev.plumbline.webhooks.forge.Review;
import dev.plumbline.webhooks.forge.Review.Verdict;
import dev.plumbline.webhooks.http.Fields;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What reviewers say, from their votes, and when they said it.
///
/// A vote (`IdentityRefWithVote`) bears neither time nor commit. The time is that of the thread
/// which Azure DevOps writes at each vote (`CodeReviewThreadType` `VoteUpdate`); a vote is about
/// the newest commit when it was cast after the newest iteration began. A new iteration begins with
/// each push and when the pull request is given another target. Whoever had an older iteration
/// still on screen votes on what they did not see: Azure DevOps tells nothing of that. A vote whose
/// thread is not found counts as one about an older iteration if there is more than one.
final class Votes {
    private final PullRequest pullRequest;
    private final List<Iteration> iterations;
    private final List<Vote> cast;

    /// @param iterations as `GitPullRequestIteration`
    /// @param threads as `GitPullRequestCommentThread`
    Votes(PullRequest pullRequest, List<JsonNode> iterations, List<JsonNode> threads) {
        this.pullRequest = pullRequest;
        this.iterations =
                iterations.stream()
                        .map(Iteration::of)
                        .sorted(Comparator.comparingLong(Iteration::id))
                        .toList();
        this.cast = threads.stream().flatMap(thread -> Vote.in(thread).stream()).toList();
    }

    /// @param reviewers as `IdentityRefWithVote`; groups do not vote themselves
    List<Review> reviews(List<JsonNode> reviewers) {
        return reviewers.stream().flatMap(reviewer -> review(reviewer).stream()).toList();
    }

    private Optional<Review> review(JsonNode reviewer) {
        Identity identity = Identity.of(reviewer);
        if (identity.group()) {
            return Optional.empty();
        }
        long vote = Fields.number(reviewer, "/vote");
        Optional<Vote> last =
                cast.stream()
                        .filter(one -> one.voter().equals(identity.id()))
                        .max(Comparator.comparing(Vote::at));
        if (vote == 0) {
            return last.map(one -> review(identity, Verdict.DISMISSED, false, one.at()));
        }
        Verdict verdict = vote > 0 ? Verdict.APPROVED : Verdict.CHANGES_REQUESTED;
        Optional<Instant> at = last.filter(one -> one.value() == vote).map(Vote::at);
        return Optional.of(review(identity, verdict, isCurrent(at), at.orElseGet(this::beginning)));
    }

    private Review review(Identity by, Verdict verdict, boolean current, Instant at) {
        return new Review(by.user(), verdict, Optional.empty(), current, at, pullRequest.page());
    }

    private boolean isCurrent(Optional<Instant> at) {
        return switch (iterations.size()) {
            case 0 -> false;
            case 1 -> true;
            default -> at.filter(iterations.getLast().at()::isBefore).isPresent();
        };
    }

    private Instant beginning() {
        return iterations.isEmpty() ? Instant.EPOCH : iterations.getFirst().at();
    }

    private record Iteration(long id, Instant at) {
        static Iteration of(JsonNode node) {
            return new Iteration(Fields.number(node, "/id"), Fields.instant(node, "/createdDate"));
        }
    }

    private record Vote(String voter, long value, Instant at) {
        /// A thread that Azure DevOps wrote at a vote. Anybody may write a thread of such
        /// properties; one that neither Azure DevOps nor the voter wrote is none, or else others
        /// could make an old vote look new.
        static Optional<Vote> in(JsonNode thread) {
            JsonNode comment = thread.at("/comments/0");
            if (!property(thread, "CodeReviewThreadType").equals("VoteUpdate")
                    || !comment.path("commentType").asString("").equals("system")) {
                return Optional.empty();
            }
            Identity author = Identity.of(comment.path("author"));
            String value = property(thread, "CodeReviewVoteResult");
            String voter = voter(thread);
            return value.matches("-?[0-9]{1,3}") && (author.system() || author.id().equals(voter))
                    ? Optional.of(
                            new Vote(
                                    voter,
                                    Long.parseLong(value),
                                    Fields.instant(thread, "/publishedDate")))
                    : Optional.empty();
        }

        /// The newer form names a key of `identities`, the older one an id.
        private static String voter(JsonNode thread) {
            String key = property(thread, "CodeReviewVotedByIdentity");
            String id = thread.path("identities").path(key).path("id").asString("");
            return Identity.bare(id.isEmpty() ? property(thread, "CodeReviewVotedByTfId") : id);
        }

        private static String property(JsonNode thread, String name) {
            return thread.path("properties").path(name).path("$value").asString("");
        }
    }
}
