package dev.plumbline.webhooks.gitlab;

import dev.plumbline.repository.Revision;
import dev.plumbline.webhooks.forge.CommitStatus;
import dev.plumbline.webhooks.forge.CommitStatus.State;
import dev.plumbline.webhooks.forge.ForgeException;
import dev.plumbline.webhooks.forge.ForgeException.Reason;
import dev.plumbline.webhooks.http.ForgeHttp;
import dev.plumbline.webhooks.http.MarkedText;
import dev.plumbline.webhooks.http.Query;
import dev.plumbline.webhooks.json.ForgeJson;
import java.net.URI;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Statuses of commits (`POST /projects/:id/statuses/:sha`), which GitLab shows as jobs of an
/// external pipeline. It has no state for what could not be found out: that is `failed` too.
final class GitlabStatuses {
    /// Characters of a URL (`app/models/generic_commit_status.rb`); a name and a description are
    /// kept as short, since no limit of theirs is documented.
    private static final int MOST = 255;

    private final ForgeHttp http;
    private final GitlabProject project;

    GitlabStatuses(ForgeHttp http, GitlabProject project) {
        this.http = http;
        this.project = project;
    }

    void report(Revision commit, CommitStatus status) {
        String name = MarkedText.line(status.context(), MOST);
        ObjectNode body =
                ForgeJson.MAPPER
                        .createObjectNode()
                        .put("state", state(status.state()))
                        .put("name", name)
                        .put("description", MarkedText.line(status.text(), MOST));
        status.page()
                .filter(GitlabStatuses::isTaken)
                .ifPresent(page -> body.put("target_url", page.toString()));
        try {
            http.send("POST", project.path() + "/statuses/" + commit, body);
        } catch (ForgeException e) {
            if (e.reason() != Reason.REFUSED
                    || status.state() != State.PENDING
                    || !isPending(commit, name)) {
                throw e;
            }
        }
    }

    /// GitLab refuses the step from pending to pending, which says nothing new.
    private boolean isPending(Revision commit, String name) {
        String path =
                "%s/repository/commits/%s/statuses?name=%s&per_page=100"
                        .formatted(project.path(), commit, Query.encode(name));
        return http.pages(path).stream().map(GitlabStatuses::status).anyMatch("pending"::equals);
    }

    private static String status(JsonNode node) {
        return node.path("status").asString("");
    }

    private static boolean isTaken(URI page) {
        return ("https".equalsIgnoreCase(page.getScheme())
                        || "http".equalsIgnoreCase(page.getScheme()))
                && page.toString().length() <= MOST;
    }

    private static String state(State state) {
        return switch (state) {
            case PENDING -> "pending";
            case SUCCESS -> "success";
            case FAILURE, ERROR -> "failed";
        };
    }
}
