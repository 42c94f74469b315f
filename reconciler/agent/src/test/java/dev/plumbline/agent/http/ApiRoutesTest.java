package dev.plumbline.agent.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.agent.api.Samples;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

final class ApiRoutesTest {
    private AgentFixture agent;
    private HttpCalls http;

    @BeforeEach
    void start() throws IOException {
        agent = new AgentFixture();
        http = new HttpCalls(agent.url());
    }

    @AfterEach
    void stop() {
        agent.close();
    }

    @Test
    void statusHasTheShapeOfTheContract() throws Exception {
        JsonNode status = HttpCalls.json(http.get("/api/v1/workspaces"));

        assertThat(status.at("/workspaces/0").propertyNames())
                .containsExactlyInAnyOrder(
                        "name",
                        "repository",
                        "revision",
                        "sync",
                        "health",
                        "message",
                        "resources",
                        "orphans");
        assertThat(status.at("/workspaces/0/resources/0").propertyNames())
                .containsExactlyInAnyOrder(
                        "id", "version", "sync", "health", "message", "commit", "hold");
        assertThat(status.at("/workspaces/0/resources/2/version").isNull()).isTrue();
    }

    @Test
    void planHasTheShapeOfTheContract() throws Exception {
        JsonNode plan = HttpCalls.json(http.get("/api/v1/workspaces/staging/plan"));

        assertThat(plan.propertyNames()).containsExactly("workspaces");
        JsonNode workspace = plan.at("/workspaces/0");
        assertThat(workspace.propertyNames())
                .containsExactlyInAnyOrder(
                        "name", "revision", "changes", "summary", "notes", "orphans");
        assertThat(workspace.at("/summary").toString())
                .isEqualTo("{\"create\":1,\"delete\":1,\"replace\":1,\"run\":1,\"update\":1}");
        JsonNode update = workspace.at("/changes/2");
        assertThat(update.propertyNames())
                .containsExactlyInAnyOrder(
                        "action", "id", "path", "reason", "fields", "chosen", "held", "hold");
        assertThat(update.at("/fields/0").toString())
                .isEqualTo("{\"path\":\"instance_count\",\"from\":1,\"to\":2}");
        assertThat(workspace.at("/changes/0/held").isNull()).isTrue();
        assertThat(workspace.at("/changes/0/hold").isNull()).isTrue();
        assertThat(update.at("/held").asString()).isEqualTo(update.at("/hold/reason").asString());
        assertThat(update.at("/hold").toString())
                .isEqualTo(
                        "{\"gate\":\"approval\",\"reason\":\"needs 2 approvals from @ml-leads and has 1 (ada)\",\"until\":null,\"from\":[\"@ml-leads\"],\"command\":\"plumb approve online-deployment/fraud/blue\",\"since\":\"2026-11-23T10:00:00Z\",\"commit\":\"77aa01d2c3b4a5968778695a4b3c2d1e0f9a8b7c\"}");
    }

    @Test
    void aWorkspaceIsFoundByItsShortNameAndWithItsRepository() throws Exception {
        assertThat(HttpCalls.json(http.get("/api/v1/workspaces/prod")).at("/name").asString())
                .isEqualTo("fraud/prod");
        assertThat(http.get("/api/v1/workspaces/prod?repository=fraud").statusCode())
                .isEqualTo(200);
        assertThat(http.get("/api/v1/workspaces/prod?repository=other").statusCode())
                .isEqualTo(404);
    }

    @Test
    void anIdKeepsItsSlashes() throws Exception {
        HttpResponse<String> response =
                http.get("/api/v1/workspaces/staging/resources/online-deployment/fraud/blue");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(HttpCalls.json(response).at("/id").asString())
                .isEqualTo("online-deployment/fraud/blue");
        assertThat(HttpCalls.json(response).at("/changed_by").asString()).isEqualTo("grace");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/info",
                "/api/v1/plan",
                "/api/v1/history?id=model/fraud&limit=1",
                "/api/v1/workspaces/staging/history",
                "/api/v1/audit",
                "/api/v1/workspaces/staging/audit",
                "/api/v1/lineage/model/fraud:3",
                "/api/v1/workspaces/staging/lineage/model/fraud:3",
                "/api/v1/models?limit=5",
                "/api/v1/workspaces/staging/models",
                "/api/v1/models/fraud?version=3",
                "/api/v1/workspaces/staging/models/fraud/compare?from=3&to=4",
                "/api/v1/runs?job=job/jobs/train-pipeline",
                "/api/v1/runs/3f9c2ab",
                "/api/v1/syncs/s-17"
            })
    void everythingElseIsReadableOnLoopback(String path) throws Exception {
        HttpResponse<String> response = http.get(path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/json"));
        assertThat(HttpCalls.json(response).isObject()).isTrue();
    }

    @Test
    void aSyncIsPassedOnAsAsked() throws Exception {
        String body = "{\"revision\": \"main\", \"resource\": \"model/fraud\", \"refresh\": true}";
        HttpResponse<String> response =
                http.send(
                        http.withToken("/api/v1/workspaces/staging/sync")
                                .POST(BodyPublishers.ofString(body)));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(HttpCalls.json(response).at("/state").asString()).isEqualTo("queued");
        assertThat(agent.control().acts())
                .containsExactly(
                        "sync staging SyncRequest[revision=Optional[main], resource=Optional[model/fraud], refresh=true, dryRun=false]");
    }

    @Test
    void aSyncWithoutABodyIsASyncOfEverything() throws Exception {
        HttpResponse<String> response =
                http.send(http.withToken("/api/v1/sync").POST(BodyPublishers.noBody()));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(agent.control().acts()).singleElement().asString().startsWith("sync all");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"traffic\": {\"blue\": 60}} | traffic {blue=60} sums to 60",
                "{\"traffic\": {\"blue\": 101}} | traffic of \"blue\" is 101",
                "{\"traffic\": {\"blue\": \"all\"}} | not the JSON",
                "{} | not the JSON",
                "{\"traffic\": | not the JSON"
            })
    void trafficThatIsNoneIsRefusedWithTheReason(String body, String reason) throws Exception {
        var request =
                http.withToken("/api/v1/local/endpoints/fraud/traffic")
                        .PUT(BodyPublishers.ofString(body));
        HttpResponse<String> response = http.send(request);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(HttpCalls.json(response).at("/error/message").asString()).contains(reason);
        assertThat(agent.control().acts()).isEmpty();
    }

    @Test
    void trafficIsSet() throws Exception {
        String body = "{\"traffic\": {\"blue\": 90, \"green\": 10}, \"by\": \"grace\"}";
        HttpResponse<String> response =
                http.send(
                        http.withToken("/api/v1/local/endpoints/fraud/traffic")
                                .PUT(BodyPublishers.ofString(body)));

        assertThat(HttpCalls.json(response).at("/traffic/green").asInt()).isEqualTo(10);
        assertThat(agent.control().acts()).containsExactly("traffic fraud {blue=90, green=10}");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/history?limit=0, 400, invalid",
        "/api/v1/history?limit=many, 400, invalid",
        "/api/v1/plan?revision=broken, 422, invalid_specs",
        "/api/v1/runs/none, 404, not_found",
        "/api/v1/nothing, 404, not_found",
        "/nothing, 404, not_found"
    })
    void errorsAreJsonWithACode(String path, int status, String code) throws Exception {
        HttpResponse<String> response = http.get(path);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(HttpCalls.json(response).at("/error/code").asString()).isEqualTo(code);
        assertThat(HttpCalls.json(response).at("/error/message").asString()).isNotBlank();
    }

    @Test
    void anErrorOfTheAgentsOwnShowsNothingOfItsInside() throws Exception {
        agent.control().breakDown();

        HttpResponse<String> response = http.get("/api/v1/workspaces");

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).doesNotContain("secret").doesNotContain("Exception");
    }

    @Test
    void answersCarrySecurityHeaders() throws Exception {
        var headers = http.get("/api/v1/workspaces").headers();

        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.firstValue("Content-Security-Policy")).isPresent();
        assertThat(headers.firstValue("Cache-Control")).hasValue("no-store");
        assertThat(headers.firstValue("Server")).isEmpty();
    }

    @Test
    void theRevisionIsTheCommit() throws Exception {
        assertThat(
                        HttpCalls.json(http.get("/api/v1/workspaces/staging"))
                                .at("/revision")
                                .asString())
                .isEqualTo(Samples.COMMIT);
    }
}
