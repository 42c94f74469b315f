package dev.plumbline.agent.pullrequest;

import dev.plumbline.repository.GitRepository;
import dev.plumbline.repository.Revision;
import dev.plumbline.webhooks.forge.Forge;
import dev.plumbline.webhooks.forge.PullRequest;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// How commits came to the followed branch, asked for once per look.
final class ReviewedCommits {
    private final GitRepository repository;
    private final Forge forge;
    private final Map<Revision, Reviewed> known = new HashMap<>();

    ReviewedCommits(GitRepository repository, Forge forge) {
        this.repository = repository;
        this.forge = forge;
    }

    Reviewed of(Optional<Revision> commit) {
        return commit.map(each -> known.computeIfAbsent(each, this::ask))
                .orElseGet(Reviewed.Nowhere::new);
    }

    private Reviewed ask(Revision commit) {
        String branch = repository.branch().orElse("");
        return forge.bringing(commit).stream()
                .filter(each -> each.state() == PullRequest.State.MERGED)
                .filter(each -> each.base().equals(branch))
                .max(Comparator.comparingLong(PullRequest::number))
                .<Reviewed>map(each ->
                        new Reviewed.ByPullRequest(each, forge.writers(each), forge.reviews(each)))
                .orElseGet(() -> new Reviewed.Directly(commit));
    }
}
