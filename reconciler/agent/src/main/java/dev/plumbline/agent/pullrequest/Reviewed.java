package dev.plumbline.agent.pullrequest;

import dev.plumbline.repository.GitRepository;
import dev.plumbline.repository.Revision;
import dev.plumbline.repository.TrialMerge;
import dev.plumbline.webhooks.forge.PullRequest;
import dev.plumbline.webhooks.forge.Review;
import dev.plumbline.webhooks.forge.User;
import java.util.List;
import java.util.Set;

/// How a commit came to the branch.
sealed interface Reviewed {
    /// No commit is known.
    record Nowhere() implements Reviewed {}

    /// Past every pull request.
    record Directly(Revision commit) implements Reviewed {}

    /// By a pull request.
    ///
    /// @param writers its author and those of its commits
    /// @param reviews the last of each reviewer
    record ByPullRequest(PullRequest pullRequest, Set<User> writers, List<Review> reviews)
            implements Reviewed {
        public ByPullRequest {
            writers = Set.copyOf(writers);
            reviews = List.copyOf(reviews);
        }

        boolean wrote(User user) {
            return writers.stream().anyMatch(user::is);
        }

        /// Whether its merge left on the branch what merging its head leaves, and nothing that was
        /// slipped in beside it.
        boolean mergedAsReviewed(GitRepository repository) {
            TrialMerge merges = new TrialMerge(repository);
            return pullRequest
                    .merged()
                    .filter(merged -> repository.has(merged) && repository.has(pullRequest.head()))
                    .filter(merged ->
                            repository.commit(merged).parents().stream()
                                    .findFirst()
                                    .flatMap(before -> merges.of(before, pullRequest.head()))
                                    .filter(trial -> merges.areSame(trial, merged))
                                    .isPresent())
                    .isPresent();
        }
    }
}
