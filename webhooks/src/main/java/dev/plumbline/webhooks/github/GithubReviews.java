package dev.plumbline.webhooks.github;

import dev.plumbline.webhooks.forge.PullRequest;
import dev.plumbline.webhooks.forge.Review;
import dev.plumbline.webhooks.forge.Review.Verdict;
import dev.plumbline.webhooks.http.ForgeHttp;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What each reviewer says last (`GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews`, "in
/// chronological order"). As on GitHub, a comment does not take back an earlier approval or request
/// for changes. A dismissed review bears the state `DISMISSED` in its old place. A review counts as
/// current when its `commit_id` is the pull request's head.
final class GithubReviews {
    private final ForgeHttp http;
    private final GithubProject project;

    GithubReviews(ForgeHttp http, GithubProject project) {
        this.http = http;
        this.project = project;
    }

    List<Review> of(PullRequest pullRequest) {
        Map<String, Review> last = new LinkedHashMap<>();
        http
                .pages(project.path() + "/pulls/" + pullRequest.number() + "/reviews?per_page=100")
                .stream()
                .flatMap(node -> GithubJson.review(node, pullRequest).stream())
                .forEach(review ->
                        last.merge(
                                review.by().name().toLowerCase(Locale.ROOT),
                                review,
                                GithubReviews::counting));
        return List.copyOf(last.values());
    }

    private static Review counting(Review earlier, Review later) {
        boolean onlyComments =
                later.verdict() == Verdict.COMMENTED && earlier.verdict() != Verdict.COMMENTED;
        return onlyComments ? earlier : later;
    }
}
