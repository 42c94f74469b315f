package dev.plumbline.agent.acceptance;

import dev.plumbline.repository.Revision;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Pull request 12 on Gitea.
final class GiteaStory extends ForgeStory {
    private static final String PROJECT = "/repos/acme/fraud";
    private static final String PULL = PROJECT + "/pulls/12";
    private static final String COMMENTS = PROJECT + "/issues/12/comments";
    private static final String OPEN = PROJECT + "/pulls?state=open&limit=50";

    GiteaStory() {
        super("gitea", "gitea", "/api/v1", "acme/fraud", '1', '2');
    }

    @Override
    String reviewPage() {
        return "https://gitea.example.com/acme/fraud/pulls/12#issuecomment-1";
    }

    @Override
    List<String> headRefs() {
        return List.of("refs/heads/model-4", "refs/pull/12/head");
    }

    /// Of a commit that no pull request brought, Gitea answers that there is none.
    @Override
    void begins(Revision first) {
        getNone(OPEN);
        get("/user", json("self.json"));
        getNone(COMMENTS);
        takes(COMMENTS, firstOf(json("comments.json")));
        takes(PROJECT + "/statuses/" + first, "{}");
    }

    @Override
    Hook opened() {
        get(OPEN, "[" + json("pull.json") + "]");
        get(PULL, json("pull.json"));
        getNone(PULL + "/reviews?limit=50");
        takes(PROJECT + "/statuses/" + head(), "{}");
        return pullRequest("opened");
    }

    @Override
    void approves() {
        get(
                PULL + "/reviews?limit=50",
                "[%s]"
                        .formatted(firstOf(json("reviews-1.json")))
                        .replace("REQUEST_CHANGES", "APPROVED")
                        .replace("bob", "carol"));
    }

    @Override
    List<Hook> squashed() {
        String pull =
                json("pull-merged.json")
                        .replace("\"number\": 20", "\"number\": 12")
                        .replace("/pulls/20", "/pulls/12");
        getNone(OPEN);
        get(PULL, pull);
        get(PULL + "/commits?limit=50&files=false", json("commits.json"));
        get(PROJECT + "/commits/" + merged() + "/pull", pull);
        takes(PROJECT + "/statuses/" + merged(), "{}");
        return List.of(
                hook(
                        "push",
                        json("hook-push.json")
                                .replace("refs/heads/team/main", "refs/heads/main")
                                .replace(head().commit(), merged().commit())),
                pullRequest("closed"));
    }

    private Hook pullRequest(String action) {
        return hook("pull_request", json("hook-pull-request.json").replace("synchronized", action));
    }

    private static Hook hook(String event, String body) {
        return new Hook(
                Map.of(
                        "X-Gitea-Event",
                        event,
                        "X-Gitea-Delivery",
                        event + body.hashCode(),
                        "X-Gitea-Signature",
                        signature(body)),
                body);
    }

    @Override
    List<String> statuses(Revision commit) {
        return written(PROJECT + "/statuses/" + commit).stream()
                .filter(status -> status.path("context").asString("").equals("plumbline/prod"))
                .map(status -> status.path("state").asString("").toUpperCase(Locale.ROOT))
                .toList();
    }

    @Override
    List<String> comments() {
        return written(COMMENTS).stream().map(each -> each.path("body").asString("")).toList();
    }
}
