package dev.plumbline.agent.acceptance;

import dev.plumbline.repository.Revision;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// Merge request 12 on GitLab, squashed and fast-forwarded.
final class GitlabStory extends ForgeStory {
    private static final String PROJECT = "/projects/acme%2Ffraud";
    private static final String REQUESTS = PROJECT + "/merge_requests";
    private static final String REQUEST = REQUESTS + "/12";
    private static final String NOTES = REQUEST + "/notes";
    private static final String OPEN =
            REQUESTS + "?state=opened&scope=all&target_branch=main&per_page=100";

    GitlabStory() {
        super("gitlab", "gitlab", "/api/v4", "acme/fraud", '1', '2');
    }

    @Override
    String reviewPage() {
        return "https://gitlab.example.com/acme/fraud/-/merge_requests/12";
    }

    @Override
    List<String> headRefs() {
        return List.of("refs/heads/model-4", "refs/merge-requests/12/head");
    }

    @Override
    void begins(Revision first) {
        getNone(OPEN);
        get("/user", json("self.json"));
        get("/users/11", json("user-11.json"));
        get("/users/13", asCarol(json("user-12.json")));
        get("/users?search=bob%40example.com&per_page=100", json("users-bob.json"));
        getNone("/users?search=nobody%40example.com&per_page=100");
        getNone(NOTES + "?sort=asc&order_by=created_at&per_page=100");
        takes(NOTES, firstOf(json("notes-1.json")));
        brought(first, "[]");
    }

    private void brought(Revision commit, String requests) {
        get(PROJECT + "/repository/commits/" + commit + "/merge_requests?per_page=100", requests);
        takes(PROJECT + "/statuses/" + commit, firstOf(json("statuses-pending.json")));
    }

    @Override
    Hook opened() {
        get(OPEN, "[" + json("merge-request.json") + "]");
        get(REQUEST, json("merge-request.json"));
        get(REQUEST + "/approvals", json("approvals-none.json"));
        get(REQUEST + "/versions?per_page=100", json("versions.json"));
        getNone(REQUEST + "/reviewers?per_page=100");
        takes(PROJECT + "/statuses/" + head(), firstOf(json("statuses-pending.json")));
        return mergeRequest("open");
    }

    @Override
    void approves() {
        ObjectNode approvals = (ObjectNode) JSON.readTree(json("approvals.json"));
        approvals
                .putArray("approved_by")
                .add(JSON.readTree(asCarol(json("approvals.json"))).at("/approved_by/0"));
        get(REQUEST + "/approvals", approvals.toString());
    }

    /// What is told of bob, told of someone who wrote nothing of it.
    private static String asCarol(String answer) {
        return answer.replace("bob", "carol")
                .replace("\"id\": 12", "\"id\": 13")
                .replace("\"bot\": true", "\"bot\": false");
    }

    @Override
    List<Hook> squashed() {
        String request =
                json("merge-request.json")
                        .replace("\"state\": \"opened\"", "\"state\": \"merged\"")
                        .replace("\"merged_at\": null", "\"merged_at\": \"2026-03-03T08:00:00Z\"")
                        .replace(
                                "\"squash_commit_sha\": null",
                                "\"squash_commit_sha\": \"" + merged() + "\"");
        getNone(OPEN);
        get(REQUEST, request);
        get(REQUEST + "/commits?per_page=100", json("commits.json"));
        brought(merged(), "[" + request + "]");
        return List.of(
                hook(
                        "Push Hook",
                        json("hook-push.json")
                                .replace("refs/heads/team/main", "refs/heads/main")
                                .replace(head().commit(), merged().commit())),
                mergeRequest("merge"));
    }

    private Hook mergeRequest(String action) {
        return hook(
                "Merge Request Hook", json("hook-merge-request.json").replace("approved", action));
    }

    private static Hook hook(String event, String body) {
        return new Hook(
                Map.of(
                        "X-Gitlab-Event", event,
                        "X-Gitlab-Event-UUID", event + body.hashCode(),
                        "X-Gitlab-Token", SECRET),
                body);
    }

    @Override
    List<String> statuses(Revision commit) {
        return written(PROJECT + "/statuses/" + commit).stream()
                .filter(status -> status.path("name").asString("").equals("plumbline/prod"))
                .map(status -> status.path("state").asString("").toUpperCase(Locale.ROOT))
                .toList();
    }

    @Override
    List<String> comments() {
        return written(NOTES).stream().map(each -> each.path("body").asString("")).toList();
    }
}
