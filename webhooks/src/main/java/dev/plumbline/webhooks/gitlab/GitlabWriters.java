package dev.plumbline.webhooks.gitlab;

import dev.plumbline.webhooks.forge.PullRequest;
import dev.plumbline.webhooks.forge.User;
import dev.plumbline.webhooks.http.Fields;
import dev.plumbline.webhooks.http.ForgeHttp;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Who wrote a merge request: its author, and those of its commits (`GET
/// /projects/:id/merge_requests/:merge_request_iid/commits`), of whom GitLab gives addresses alone.
final class GitlabWriters {
    private final ForgeHttp http;
    private final GitlabProject project;
    private final GitlabPeople people;

    GitlabWriters(ForgeHttp http, GitlabProject project, GitlabPeople people) {
        this.http = http;
        this.project = project;
        this.people = people;
    }

    Set<User> of(PullRequest pullRequest) {
        String path = project.mergeRequest(pullRequest);
        JsonNode author = http.get(path).path("author");
        Map<String, User> writers = new LinkedHashMap<>();
        Stream.concat(
                        Stream.of(people.whole(author)),
                        http.pages(path + "/commits?per_page=100").stream()
                                .flatMap(commit -> Fields.find(commit, "/author_email").stream())
                                .distinct()
                                .flatMap(mail -> people.committing(mail).stream()))
                .forEach(user ->
                        writers.merge(
                                user.name().toLowerCase(Locale.ROOT), user, GitlabWriters::both));
        return Set.copyOf(writers.values());
    }

    private static User both(User one, User other) {
        Set<String> mails =
                Stream.of(one, other)
                        .flatMap(user -> user.mails().stream())
                        .collect(Collectors.toSet());
        return new User(one.name(), mails, one.bot());
    }
}
