package dev.plumbline.webhooks.github;

import dev.plumbline.webhooks.forge.ForgeException;
import dev.plumbline.webhooks.forge.ForgeException.Reason;
import dev.plumbline.webhooks.forge.PullRequest;
import dev.plumbline.webhooks.forge.User;
import dev.plumbline.webhooks.http.Fields;
import dev.plumbline.webhooks.http.ForgeHttp;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Who wrote a pull request: its author and those of its commits whose addresses GitHub knows (`GET
/// /repos/{owner}/{repo}/pulls/{pull_number}/commits`).
final class GithubWriters {
    /// "Lists a maximum of 250 commits for a pull request."
    private static final int MOST_COMMITS = 250;

    private final ForgeHttp http;
    private final GithubProject project;

    GithubWriters(ForgeHttp http, GithubProject project) {
        this.http = http;
        this.project = project;
    }

    /// @throws ForgeException when there are more commits than GitHub lists, since nobody can say
    ///   then who wrote all of it
    Set<User> of(PullRequest pullRequest) {
        String path = project.path() + "/pulls/" + pullRequest.number();
        List<JsonNode> commits = http.pages(path + "/commits?per_page=100");
        if (commits.size() >= MOST_COMMITS
                && Fields.number(http.get(path), "/commits") > MOST_COMMITS) {
            throw new ForgeException(
                    Reason.REFUSED,
                    "%s has more than %d commits, and GitHub lists no more: who wrote all of it cannot be told; split it, or squash its commits"
                            .formatted(pullRequest.shortForm(), MOST_COMMITS));
        }
        Map<String, User> writers = new LinkedHashMap<>();
        Stream.concat(
                        Stream.of(pullRequest.author()),
                        commits.stream()
                                .filter(commit -> commit.path("author").has("login"))
                                .map(GithubWriters::author))
                .forEach(user ->
                        writers.merge(
                                user.name().toLowerCase(Locale.ROOT), user, GithubWriters::both));
        return Set.copyOf(writers.values());
    }

    private static User author(JsonNode commit) {
        User user = GithubJson.user(commit.path("author"));
        return Fields.find(commit, "/commit/author/email")
                .map(mail -> both(user, new User(user.name(), Set.of(mail), user.bot())))
                .orElse(user);
    }

    private static User both(User one, User other) {
        Set<String> mails =
                Stream.of(one, other)
                        .flatMap(user -> user.mails().stream())
                        .collect(Collectors.toSet());
        return new User(one.name(), mails, one.bot());
    }
}
