package dev.plumbline.agent.acceptance;

import dev.plumbline.repository.Revision;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Pull request 12 on Azure DevOps, whose approver votes after its second push.
final class AzureDevOpsStory extends ForgeStory {
    private static final String PROJECT = "/acme/Fraud%20Models";
    private static final String REPOSITORY = PROJECT + "/_apis/git/repositories/specs";
    private static final String VERSION = "?api-version=7.1";
    private static final String PULL = REPOSITORY + "/pullRequests/12";
    private static final String THREADS = PULL + "/threads" + VERSION;
    private static final String QUERY = REPOSITORY + "/pullrequestquery" + VERSION;
    private static final String ACTIVE =
            REPOSITORY + "/pullrequests" + VERSION + "&searchCriteria.status=active";
    private static final String FIRST_PAGE = "&$top=100&$skip=0";
    private static final String NONE = "{\"value\": [], \"count\": 0}";

    AzureDevOpsStory() {
        super("azure-devops", "azuredevops", "", "acme/Fraud Models/specs", 'a', 'f');
    }

    @Override
    String approver() {
        return "carol@example.com";
    }

    @Override
    String reviewPage() {
        return url() + PROJECT + "/_git/specs/pullrequest/12";
    }

    @Override
    List<String> headRefs() {
        return List.of("refs/heads/scale-up");
    }

    @Override
    void begins(Revision first) {
        active(NONE);
        get("/acme/_apis/connectionData", json("connection-data.json"));
        get(THREADS, NONE);
        takes(THREADS, firstOfValue("threads.json").toString());
        takes(QUERY, json("pull-request-query-none.json"));
        takesStatus(first);
    }

    private void active(String answer) {
        get(ACTIVE + FIRST_PAGE, answer);
        get(ACTIVE + "&searchCriteria.targetRefName=refs%2Fheads%2Fmain" + FIRST_PAGE, answer);
    }

    private void takesStatus(Revision commit) {
        takes(statusesOf(commit), "{}");
    }

    private static String statusesOf(Revision commit) {
        return REPOSITORY + "/commits/" + commit + "/statuses" + VERSION;
    }

    private JsonNode firstOfValue(String file) {
        return JSON.readTree(json(file)).at("/value/0");
    }

    private static String listOf(JsonNode one) {
        ObjectNode list = JSON.createObjectNode().put("count", 1);
        list.putArray("value").add(one);
        return list.toString();
    }

    @Override
    Hook opened() {
        active(listOf(JSON.readTree(json("pull-request.json"))));
        get(PULL + VERSION, json("pull-request.json"));
        get(PULL + "/iterations" + VERSION, json("iterations.json"));
        get(PULL + "/reviewers" + VERSION, NONE);
        takesStatus(head());
        takes(PULL + "/statuses" + VERSION, "{}");
        return hook("hook-pull-request-created.json");
    }

    @Override
    void approves() {
        get(PULL + "/reviewers" + VERSION, asCarol(listOf(firstOfValue("reviewers.json"))));
        get(THREADS, asCarol(json("threads.json")));
    }

    /// What is told of Bob, told of someone who wrote nothing of it.
    private static String asCarol(String answer) {
        return answer.replace("Bob", "Carol")
                .replace("bob", "carol")
                .replace(
                        "20000000-0000-4000-8000-000000000002",
                        "30000000-0000-4000-8000-000000000003");
    }

    @Override
    List<Hook> squashed() {
        ObjectNode pull = (ObjectNode) JSON.readTree(json("pull-request.json"));
        pull.put("status", "completed");
        pull.putObject("lastMergeCommit").put("commitId", merged().commit());
        ObjectNode query = (ObjectNode) JSON.readTree(json("pull-request-query-none.json"));
        query.putArray("results").addObject().putArray(merged().commit()).add(pull);
        active(NONE);
        get(PULL + VERSION, pull.toString());
        get(PULL + "/commits" + VERSION + "&$top=100", json("commits-1.json"));
        takes(QUERY, query.toString());
        takesStatus(merged());
        Hook push = hook("hook-push.json");
        return List.of(
                new Hook(push.headers(), push.body().replace(head().commit(), merged().commit())),
                hook("hook-pull-request-merged.json"));
    }

    private Hook hook(String file) {
        byte[] credentials = ("plumbline:" + SECRET).getBytes(StandardCharsets.UTF_8);
        return new Hook(
                Map.of("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials)),
                json(file));
    }

    @Override
    List<String> statuses(Revision commit) {
        return written(statusesOf(commit)).stream()
                .filter(status -> status.at("/context/genre").asString("").equals("plumbline"))
                .filter(status -> status.at("/context/name").asString("").equals("prod"))
                .map(status -> status.path("state").asString(""))
                .map(state -> state.equals("succeeded") ? SUCCESS : state)
                .map(state -> state.equals("pending") ? PENDING : state)
                .toList();
    }

    @Override
    List<String> comments() {
        return written(THREADS).stream()
                .map(each -> each.at("/comments/0/content").asString(""))
                .toList();
    }
}
