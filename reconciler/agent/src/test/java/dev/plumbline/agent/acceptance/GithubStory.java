package dev.plumbline.agent.acceptance;

import dev.plumbline.repository.Revision;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Pull request 42 on a GitHub Enterprise Server.
final class GithubStory extends ForgeStory {
    private static final String PROJECT = "/repos/acme/fraud-models";
    private static final String PULL = PROJECT + "/pulls/42";
    private static final String COMMENTS = PROJECT + "/issues/42/comments";
    private static final String OPEN = PROJECT + "/pulls?state=open&per_page=100&base=main";

    GithubStory() {
        super("github", "github", "", "acme/fraud-models", 'a', 'b');
    }

    @Override
    String reviewPage() {
        return "https://github.com/acme/fraud-models/pull/42#pullrequestreview-1";
    }

    @Override
    List<String> headRefs() {
        return List.of("refs/heads/lower-threshold", "refs/pull/42/head");
    }

    @Override
    void begins(Revision first) {
        getNone(OPEN);
        get("/user", json("user.json"));
        getNone(COMMENTS + "?per_page=100");
        takes(COMMENTS, json("comment.json"));
        getNone(PROJECT + "/commits/" + first + "/pulls?per_page=100");
        takes(PROJECT + "/statuses/" + first, json("status.json"));
    }

    @Override
    Hook opened() {
        get(OPEN, "[" + json("pull.json") + "]");
        get(PULL, json("pull.json"));
        getNone(PULL + "/reviews?per_page=100");
        takes(PROJECT + "/statuses/" + head(), json("status.json"));
        return pullRequest("opened");
    }

    @Override
    void approves() {
        get(
                PULL + "/reviews?per_page=100",
                "[%s]"
                        .formatted(firstOf(json("reviews.json")))
                        .replace("bob", "carol")
                        .replace("1".repeat(40), head().commit()));
    }

    @Override
    List<Hook> squashed() {
        getNone(OPEN);
        get(PULL, json("pull-merged.json"));
        get(PULL + "/commits?per_page=100", json("commits.json"));
        get(PROJECT + "/commits/" + merged() + "/pulls?per_page=100", json("commit-pulls.json"));
        takes(PROJECT + "/statuses/" + merged(), json("status.json"));
        return List.of(
                hook(
                        "push",
                        json("hook-push.json")
                                .replace("refs/heads/feature/lower-threshold", "refs/heads/main")
                                .replace(head().commit(), merged().commit())),
                pullRequest("closed"));
    }

    private Hook pullRequest(String action) {
        return hook("pull_request", json("hook-pull_request.json").replace("synchronize", action));
    }

    private static Hook hook(String event, String body) {
        return new Hook(
                Map.of(
                        "X-GitHub-Event", event,
                        "X-GitHub-Delivery", event + body.hashCode(),
                        "X-Hub-Signature-256", "sha256=" + signature(body)),
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
