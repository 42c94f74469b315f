package dev.plumbline.agent.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GuardTest {
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/sync",
                "/api/v1/workspaces/staging/sync",
                "/api/v1/rerun",
                "/api/v1/runs/3f9c2ab/cancel"
            })
    void aChangeWithoutTokenIsRefusedEvenOnLoopback(String path) throws Exception {
        HttpResponse<String> response =
                http.send(http.to(path).POST(BodyPublishers.ofString("{}")));

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(HttpCalls.json(response).at("/error/code").asString()).isEqualTo("unauthorized");
        assertThat(response.headers().firstValue("WWW-Authenticate")).isPresent();
        assertThat(agent.control().acts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/endpoints/fraud/keys", "/api/v1/runs/3f9c2ab/log"})
    void secretsNeedTheToken(String path) throws Exception {
        assertThat(http.get(path).statusCode()).isEqualTo(401);
        assertThat(http.send(http.withToken(path)).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer wrong",
                "Bearer ",
                "Basic cGx1bWI6",
                "Bearer " + AgentFixture.TOKEN + "x"
            })
    void anotherTokenIsNoToken(String authorization) throws Exception {
        var request =
                http.to("/api/v1/sync")
                        .header("Authorization", authorization)
                        .POST(BodyPublishers.ofString("{}"));

        assertThat(http.send(request).statusCode()).isEqualTo(401);
    }

    private int post(String path, String token) throws Exception {
        return http.send(
                        http.to(path)
                                .header("Authorization", "Bearer " + token)
                                .POST(BodyPublishers.ofString("{}")))
                .statusCode();
    }

    @ParameterizedTest
    @CsvSource({
        "vera, /api/v1/sync, 403",
        "vera, /api/v1/approvals, 403",
        "otto, /api/v1/sync, 200",
        "vera, /api/v1/suspend, 403",
        "otto, /api/v1/suspend, 200",
        "vera, /api/v1/undo, 403",
        "otto, /api/v1/undo, 200",
        "vera, /api/v1/rollback, 403",
        "otto, /api/v1/workspaces/staging/rollback, 200",
        "ci, /api/v1/rollback, 403",
        "otto, /api/v1/workspaces/staging/resume, 200",
        "otto, /api/v1/workspaces/staging/approvals, 403",
        "grace, /api/v1/workspaces/staging/approvals, 200",
        "grace, /api/v1/sync, 200",
        "nobody, /api/v1/approvals, 401",
        "ci, /api/v1/sync, 403",
        "ci, /api/v1/workspaces/staging/sync, 403",
        "ci, /api/v1/workspaces/staging/sync?repository=churn, 403",
        "ci, /api/v1/workspaces/prod/sync?repository=fraud, 403",
        "ci, /api/v1/workspaces/staging/sync?repository=fraud, 200",
        "ci, /api/v1/runs/3f9c2ab/cancel, 403",
    })
    void aTokenMayDoWhatItsRoleAndItsWorkspacesSay(String token, String path, int status)
            throws Exception {
        assertThat(post(path, token)).isEqualTo(status);
        assertThat(agent.control().acts()).hasSize(status == 200 ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({"vera, 403", "otto, 200", "grace, 200", "nobody, 401"})
    void secretsNeedAnOperator(String token, int status) throws Exception {
        var request =
                http.to("/api/v1/endpoints/fraud/keys").header("Authorization", "Bearer " + token);

        assertThat(http.send(request).statusCode()).isEqualTo(status);
    }

    @Test
    void aRefusalSaysWhichRoleIsNeededAndNeverTheToken() throws Exception {
        var response =
                http.send(
                        http.to("/api/v1/approvals")
                                .header("Authorization", "Bearer otto")
                                .POST(BodyPublishers.ofString("{}")));

        assertThat(HttpCalls.json(response).at("/error/message").asString())
                .isEqualTo(
                        "approvals need the role approver, and the token of otto has operator; use another token, or change its role in access.tokens of the agent's configuration");
    }

    @Test
    void anApprovalIsByWhomTheTokenSays() throws Exception {
        post("/api/v1/workspaces/staging/approvals", "grace");

        assertThat(agent.control().acts())
                .singleElement()
                .satisfies(act -> assertThat(act).endsWith("by grace"));
    }

    @Test
    void aNameThatSomeoneElsePointedHereIsRefused() throws Exception {
        assertThat(
                        RawHttp.status(
                                agent.port(),
                                "GET /api/v1/workspaces HTTP/1.1",
                                "Host: evil.example.com"))
                .isEqualTo(403);
        assertThat(
                        RawHttp.status(
                                agent.port(),
                                "GET /metrics HTTP/1.1",
                                "Host: evil.example.com:7070"))
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:7070", "127.0.0.1", "[::1]:7070", "LOCALHOST"})
    void theMachinesOwnNamesAreTaken(String host) throws Exception {
        assertThat(RawHttp.status(agent.port(), "GET /api/v1/workspaces HTTP/1.1", "Host: " + host))
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example.com", "null", "http://127.0.0.1:1", "not a url"})
    void aChangeFromAnotherOriginIsRefusedEvenWithTheToken(String origin) throws Exception {
        var request =
                http.withToken("/api/v1/sync")
                        .header("Origin", origin)
                        .POST(BodyPublishers.ofString("{}"));

        assertThat(http.send(request).statusCode()).isEqualTo(403);
        assertThat(agent.control().acts()).isEmpty();
    }

    @Test
    void theAgentsOwnPagesMayChangeThings() throws Exception {
        var request =
                http.withToken("/api/v1/sync")
                        .header("Origin", agent.url())
                        .POST(BodyPublishers.ofString("{}"));

        assertThat(http.send(request).statusCode()).isEqualTo(200);
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() throws Exception {
        byte[] large = "x".repeat(2 << 20).getBytes(StandardCharsets.UTF_8);
        HttpResponse<String> response =
                http.send(http.withToken("/api/v1/sync").POST(BodyPublishers.ofByteArray(large)));

        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(HttpCalls.json(response).at("/error/code").asString()).isEqualTo("too_large");
    }
}
