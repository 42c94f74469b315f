package dev.plumbline.agent.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.agent.api.ApprovalRequest;
import dev.plumbline.agent.api.Caller;
import dev.plumbline.agent.api.Role;
import dev.plumbline.agent.client.AgentCallException;
import dev.plumbline.agent.client.AgentClient;
import dev.plumbline.agent.client.ApiPath;
import dev.plumbline.agent.client.Tokens;
import dev.plumbline.agent.run.AgentSettings.Access;
import dev.plumbline.agent.run.AgentSettings.Token;
import dev.plumbline.gate.Floor;
import dev.plumbline.gate.Teams;
import dev.plumbline.repository.TestingRemote;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// An agent with tokens and teams of its own, and a repository whose endpoints need approvals.
class ApprovalAcceptanceTest {
    private static final ApiPath APPROVALS = ApiPath.of("approvals");

    @TempDir Path folder;
    private TestingRemote remote;
    private String commit;
    private RunningAgent agent;

    @BeforeEach
    void start() throws Exception {
        remote = TestingRemote.create(folder.resolve("models.git"));
        commit =
                remote.file(
                                "plumbline.yml",
                                """
                                workspaces:
                                  - name: prod
                                    approvals: [{resources: ["online-endpoint/*"], from: ["@leads"]}]
                                """)
                        .file(
                                "endpoint.yml",
                                """
                                $schema: https://azuremlschemas.azureedge.net/latest/managedOnlineEndpoint.schema.json
                                name: sum
                                auth_mode: key
                                """)
                        .commit("Declare an endpoint")
                        .commit();
        agent =
                RunningAgent.start(
                        folder.resolve("data"),
                        remote.url(),
                        Floor.ofApprovals(List.of(), new Teams(Map.of("leads", Set.of("grace")))),
                        new Access(
                                Caller.admin("root"),
                                List.of(
                                        token("grace", Role.APPROVER),
                                        token("otto", Role.OPERATOR))));
        Awaitility.await("a change that waits")
                .atMost(Duration.ofSeconds(30))
                .until(() -> agent.get(APPROVALS).at("/workspaces/0/waiting").size() == 1);
    }

    @AfterEach
    void stop() throws Exception {
        agent.close();
        remote.close();
    }

    private static Token token(String name, Role role) throws Exception {
        byte[] hash =
                MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
        return new Token(
                HexFormat.of().formatHex(hash), new Caller(name, role, Set.of(), Set.of()));
    }

    private JsonNode approve(String token, ApprovalRequest request) {
        try (AgentClient client =
                new AgentClient(
                        URI.create(agent.process().url()),
                        new Tokens(Map.of("PLUMB_TOKEN", token), Optional.empty()))) {
            return client.post(APPROVALS, request);
        }
    }

    private static ApprovalRequest at(String revision) {
        return new ApprovalRequest(
                List.of(), Optional.of(revision), Optional.of("seen in staging"), false);
    }

    @Test
    void whatWaitsIsAppliedOnceWhoMayApproveDid() {
        JsonNode waiting = agent.get(APPROVALS).at("/workspaces/0/waiting/0");
        assertThat(waiting.at("/holds/0/command").asString(""))
                .isEqualTo("plumb approve online-endpoint/sum --workspace models/prod");

        JsonNode answer = approve("grace", at(commit));

        assertThat(answer.at("/changes/0/id").asString("")).isEqualTo("online-endpoint/sum");
        JsonNode history =
                Awaitility.await("the release")
                        .atMost(Duration.ofSeconds(30))
                        .until(
                                () -> agent.get(ApiPath.of("history")),
                                found ->
                                        found.at("/syncs/0/outcome")
                                                .asString("")
                                                .equals("succeeded"));
        assertThat(history.at("/syncs/0/approvals/0/by").asString("")).isEqualTo("grace");
        assertThat(history.findValuesAsString("outcome")).contains("approved");
        assertThat(agent.get(ApiPath.of("audit")).path("sound").asBoolean(false)).isTrue();
    }

    @Test
    void whoMayNotApproveIsToldWhy() {
        assertThatThrownBy(() -> approve("otto", at(commit)))
                .isInstanceOf(AgentCallException.class)
                .hasMessageContaining("approvals need the role approver");
        assertThatThrownBy(() -> approve(agent.token(), at(commit)))
                .hasMessageContaining("an approval by root does not count");
        assertThatThrownBy(() -> approve("nobody", at(commit)))
                .hasMessageContaining("changes need the agent's token");
    }

    @Test
    void anApprovalOfAnotherCommitIsRefused() {
        String newer = remote.file("README.md", "more").commit("Say more").commit();

        assertThatThrownBy(() -> approve("grace", at(newer)))
                .isInstanceOf(AgentCallException.class);
        assertThatThrownBy(() ->
                        approve(
                                "grace",
                                new ApprovalRequest(
                                        List.of(), Optional.empty(), Optional.empty(), false)))
                .hasMessageContaining("name what to approve");
    }
}
