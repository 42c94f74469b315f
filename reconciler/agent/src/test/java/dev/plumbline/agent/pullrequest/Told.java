package dev.plumbline.agent.pullrequest;

import dev.plumbline.agent.pullrequest.TestingForge.Merge;
import dev.plumbline.webhooks.forge.Review;

/// A repository with the pull request that a story is about.
record Told(ReviewedRepository repository, long number) {
    void reviewed(String by, Review.Verdict verdict) {
        repository.forge.reviews(number, by, verdict);
    }

    void merged(Merge how) {
        repository.forge.merges(number, how);
        repository.hears();
    }
}
