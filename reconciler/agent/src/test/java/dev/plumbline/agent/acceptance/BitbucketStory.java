package dev.plumbline.agent.acceptance;

import dev.plumbline.repository.Revision;
import dev.plumbline.webhooks.http.Query;
import java.net.URI;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Pull request 12 on Bitbucket Cloud, which names commits by their first twelve digits.
final class BitbucketStory extends ForgeStory {
    private static final String REPOSITORY = "/repositories/acme/specs";
    private static final String PULLS = REPOSITORY + "/pullrequests";
    private static final String PULL = PULLS + "/12";
    private static final String COMMENTS = PULL + "/comments";
    private static final String ACTIVITY = PULL + "/activity?pagelen=50";
    private static final String MERGED = PULLS + "?state=MERGED&sort=-updated_on&pagelen=50";
    private static final String OPEN =
            PULLS
                    + "?pagelen=50&q="
                    + Query.encode("state = \"OPEN\" AND destination.branch.name = \"main\"");

    BitbucketStory() {
        super("bitbucket", "bitbucket", "/2.0", "acme/specs", 'a', 'f');
    }

    @Override
    URI url() {
        return URI.create(api.url() + "/2.0");
    }

    @Override
    String approver() {
        return "712020:carol";
    }

    @Override
    String reviewPage() {
        return "https://bitbucket.org/acme/specs/pull-requests/12";
    }

    @Override
    List<String> headRefs() {
        return List.of("refs/heads/scale-up");
    }

    @Override
    void begins(Revision first) {
        none(OPEN);
        none(MERGED);
        none(COMMENTS + "?pagelen=100");
        get("/user", json("user.json"));
        takes(COMMENTS, JSON.readTree(json("comments.json")).at("/values/0").toString());
        brought(first);
    }

    private void none(String path) {
        get(path, json("pull-requests-none.json"));
    }

    /// The commit, which no app has linked to a pull request.
    private void brought(Revision commit) {
        none(REPOSITORY + "/commit/" + commit + "/pullrequests?pagelen=50");
        takes(statusesOf(commit), json("status.json"));
    }

    private static String statusesOf(Revision commit) {
        return REPOSITORY + "/commit/" + commit + "/statuses/build";
    }

    private ObjectNode pull() {
        ObjectNode pull = (ObjectNode) JSON.readTree(abbreviated("pull-request.json"));
        pull.putArray("participants");
        return pull;
    }

    private String abbreviated(String file) {
        return json(file).replace("\"" + "a".repeat(12) + "\"", "\"" + digits(head()) + "\"");
    }

    private static String digits(Revision commit) {
        return commit.commit().substring(0, 12);
    }

    private String listOf(JsonNode... values) {
        ObjectNode list = (ObjectNode) JSON.readTree(json("pull-requests-none.json"));
        ArrayNode array = list.putArray("values");
        List.of(values).forEach(array::add);
        return list.put("size", values.length).toString();
    }

    @Override
    Hook opened() {
        get(OPEN, listOf(pull()));
        get(PULL, pull().toString());
        get(ACTIVITY, listOf(updated()));
        get(REPOSITORY + "/commit/" + digits(head()), json("commit.json"));
        takes(statusesOf(head()), json("status.json"));
        return pullRequest("pullrequest:created");
    }

    /// The entry of the activity that tells of the head.
    private JsonNode updated() {
        return JSON.readTree(abbreviated("activity-1.json")).at("/values/3");
    }

    @Override
    void approves() {
        get(PULL, approved(pull()).toString());
        JsonNode approval = JSON.readTree(json("activity-1.json")).at("/values/2");
        get(ACTIVITY, listOf(asCarol(approval), updated()));
    }

    private ObjectNode approved(ObjectNode pull) {
        JsonNode bob = JSON.readTree(json("pull-request.json")).at("/participants/0");
        pull.putArray("participants").add(asCarol(bob));
        return pull;
    }

    /// What is told of Bob, told of someone who wrote nothing of it.
    private static JsonNode asCarol(JsonNode answer) {
        return JSON.readTree(
                answer.toString()
                        .replace("bob", "carol")
                        .replace(
                                "20000000-0000-4000-8000-000000000002",
                                "30000000-0000-4000-8000-000000000003"));
    }

    @Override
    List<Hook> squashed() {
        ObjectNode pull = approved(pull()).put("state", "MERGED");
        pull.putObject("merge_commit").put("type", "commit").put("hash", digits(merged()));
        none(OPEN);
        get(MERGED, listOf(pull));
        get(PULL, pull.toString());
        get(PULL + "/commits?pagelen=100", listOf(JSON.readTree(json("commit.json"))));
        get(REPOSITORY + "/commit/" + digits(merged()), json("commit-merge.json"));
        brought(merged());
        return List.of(
                hook(
                        "repo:push",
                        json("hook-push.json").replace(head().commit(), merged().commit())),
                pullRequest("pullrequest:fulfilled"));
    }

    private Hook pullRequest(String event) {
        return hook(event, abbreviated("hook-pull-request.json"));
    }

    private static Hook hook(String event, String body) {
        return new Hook(
                Map.of(
                        "X-Event-Key", event,
                        "X-Request-UUID", event,
                        "X-Hub-Signature", "sha256=" + signature(body)),
                body);
    }

    @Override
    List<String> statuses(Revision commit) {
        return written(statusesOf(commit)).stream()
                .filter(status -> status.path("key").asString("").equals("plumbline/prod"))
                .map(status -> status.path("state").asString(""))
                .map(state -> state.equals("SUCCESSFUL") ? SUCCESS : state)
                .map(state -> state.equals("INPROGRESS") ? PENDING : state)
                .toList();
    }

    @Override
    List<String> comments() {
        return written(COMMENTS).stream()
                .map(each -> each.at("/content/raw").asString(""))
                .toList();
    }
}
