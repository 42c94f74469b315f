package dev.plumbline.agent.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.agent.acceptance.WebhookCalls.Body;
import dev.plumbline.agent.client.ApiPath;
import dev.plumbline.agent.pullrequest.ForgeLink;
import dev.plumbline.agent.run.AgentSettings.Followed;
import dev.plumbline.gate.Floor;
import dev.plumbline.repository.RemoteAddress;
import dev.plumbline.repository.TestingRemote;
import dev.plumbline.webhooks.forge.Secret;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real agent whose webhooks anybody may call, and many do.
@Tag("slow")
class WebhookFloodTest {
    private static final String PROJECT = "acme/fraud-models";
    private static final Secret SECRET = new Secret("the secret of fraud-models");
    private static final int A_SECOND = 2_000;
    private static final Duration FLOOD = Duration.ofSeconds(10);

    /// Of the live heap, once a first flood has warmed it up.
    private static final double MOST_GROWTH = 1.05;

    /// Longer than any test: a commit is found by its webhook or not at all.
    private static final Duration NO_POLL = Duration.ofDays(24);

    @TempDir Path folder;
    private TestingRemote remote;
    private RunningAgent agent;
    private WebhookCalls calls;
    private String first = "";

    @BeforeEach
    void start() throws Exception {
        remote =
                TestingRemote.create(folder.resolve("specs.git"))
                        .file(
                                "plumbline.yml",
                                "workspaces: [{name: prod, platform: local, sync: {automated: true}}]\n")
                        .file(
                                "model.yml",
                                "{$schema: https://azuremlschemas.azureedge.net/latest/model.schema.json, name: sum, type: custom_model, path: model.bin}\n");
        first = commit(1);
        agent = RunningAgent.start(folder.resolve("data"), List.of(followed()));
        calls = new WebhookCalls(agent.process().url(), PROJECT, SECRET);
        agent.awaitApplied(first);
    }

    @AfterEach
    void stop() throws Exception {
        calls.close();
        agent.close();
        remote.close();
    }

    private Followed followed() {
        return new Followed(
                "specs",
                RemoteAddress.of(remote.url()),
                Optional.empty(),
                Optional.of("main"),
                NO_POLL,
                Floor.NONE,
                Optional.empty(),
                Optional.of(
                        new ForgeLink("github", PROJECT, Optional.empty(), Optional.of(SECRET))));
    }

    private String commit(int edition) {
        return remote.file("model.bin", "edition " + edition).commit("Edition " + edition).commit();
    }

    /// The commits that were synced, the newest first; the first one in two, its policy before the
    /// rest.
    private List<String> history() {
        return agent.get(ApiPath.of("history"))
                .path("syncs")
                .valueStream()
                .map(sync -> sync.path("revision").asString(""))
                .distinct()
                .toList();
    }

    @Test
    void aBodyOfAHundredMegabytesIsRefusedBeforeItHasCome() throws Exception {
        for (Body body : Body.values()) {

            WebhookCalls.Refused refused = calls.postHuge(body, 100 << 20);

            assertThat(refused.status()).as("%s", body).isEqualTo(413);
            assertThat(refused.sent()).as("bytes sent, %s", body).isLessThan(30 << 20);
        }
        assertThat(history()).containsExactly(first);
    }

    @Test
    void aFloodOfBadSignaturesHoldsUpNothingAndLeavesNothingBehind() throws Exception {
        commit(2); // which nothing good tells of
        assertThat(calls.flood(A_SECOND, FLOOD, () -> {}).keySet()).isSubsetOf(Set.of(401, 503));
        assertThat(history()).containsExactly(first);
        long before = liveHeap();

        String third = commit(3);
        Map<Integer, Integer> answers =
                calls.flood(
                        A_SECOND,
                        FLOOD,
                        () -> {
                            assertThat(calls.push("good")).isEqualTo(202);
                            agent.awaitApplied(third);
                        });

        assertThat(answers.keySet()).isSubsetOf(Set.of(401, 503));
        assertThat(history()).containsExactly(third, first);
        Awaitility.await("the live heap as before")
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> assertThat((double) liveHeap()).isLessThan(before * MOST_GROWTH));
    }

    private static long liveHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
