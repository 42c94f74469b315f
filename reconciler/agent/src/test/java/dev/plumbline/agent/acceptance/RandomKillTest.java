package dev.plumbline.agent.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.agent.client.ApiPath;
import dev.plumbline.repository.Revision;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The agent is killed at any moment, again and again, while commits arrive. After its last start
/// the platform is as Git declares, nothing was made twice and the ledger's chain holds.
///
/// `-Dplumbline.kills=N` kills it so often, `-Dplumbline.seed=N` tells another story; the moments
/// of the kills are chosen by the seed, what they hit is up to the machine.
@Tag("slow")
class RandomKillTest {
    private static final int KILLS = Integer.getInteger("plumbline.kills", 30);
    private static final long SEED = Long.getLong("plumbline.seed", 20261123);

    @TempDir Path folder;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Random random = new Random(SEED);

    @Test
    void afterAnyKillsThePlatformEqualsGit() throws Exception {
        try (TestingWorkspace workspace = new TestingWorkspace(folder);
                AgentJvm agent = new AgentJvm(folder, workspace.remote.url())) {
            EditedWorkspace edited = new EditedWorkspace(workspace, random);
            // Whatever takes long once, such as the environment, is there before the killing
            // begins.
            Revision last = edited.first();
            agent.awaitApplied(last.commit());
            for (int kill = 0; kill < KILLS; kill++) {
                boolean running = random.nextBoolean();
                if (running) {
                    agent.await("the agent answers", found -> !found.isMissingNode());
                    last = edited.next();
                    agent.runFor(Duration.ofMillis(random.nextInt(1_500)));
                    agent.kill();
                } else {
                    agent.kill();
                    last = edited.next();
                    agent.restart();
                    agent.runFor(Duration.ofMillis(500 + random.nextInt(3_000)));
                    agent.kill();
                }
                agent.restart();
            }

            agent.awaitApplied(last.commit());
            assertAsDeclared(agent, edited);
        }
    }

    private static void assertAsDeclared(AgentJvm agent, EditedWorkspace edited) throws Exception {
        assertThat(agent.get(ApiPath.of("plan")).at("/workspaces/0/changes").size())
                .as("changes left to make, seed %s", SEED)
                .isZero();
        Map<String, JsonNode> services = services(agent);
        assertThat(services.keySet()).as("seed %s", SEED).isEqualTo(edited.services());
        assertThat(services.get(TestingWorkspace.ENDPOINT).path("description").asString(""))
                .isEqualTo(edited.description());
        assertThat(services.get("traffic/fraud").path("traffic"))
                .as("seed %s", SEED)
                .isEqualTo(JSON.valueToTree(edited.traffic()));
        for (String name : List.of("free", "trained")) {
            assertNumberedWithoutGapsOrTwins(agent, name);
        }
        assertThat(
                        LocalDatabase.column(
                                agent.data(),
                                "SELECT job || ' ' || digest FROM job_runs WHERE status = 'SUCCEEDED'"
                                        + " GROUP BY job, digest HAVING COUNT(*) > 1"))
                .as("jobs that succeeded twice, seed %s", SEED)
                .isEmpty();
        JsonNode audit = agent.get(ApiPath.of("audit"));
        assertThat(audit.path("sound").asBoolean()).as("%s, seed %s", audit, SEED).isTrue();
    }

    private static void assertNumberedWithoutGapsOrTwins(AgentJvm agent, String model)
            throws SQLException {
        List<String> versions =
                LocalDatabase.column(
                        agent.data(),
                        "SELECT version FROM asset_version WHERE name = '"
                                + model
                                + "' ORDER BY number");
        assertThat(versions).as("seed %s", SEED).isNotEmpty();
        for (int i = 0; i < versions.size(); i++) {
            assertThat(versions.get(i))
                    .as("versions of %s: %s, seed %s", model, versions, SEED)
                    .isEqualTo(Integer.toString(i + 1));
        }
        assertThat(
                        LocalDatabase.column(
                                agent.data(),
                                "SELECT digest FROM asset_version WHERE name = '"
                                        + model
                                        + "' AND digest IS NOT NULL GROUP BY digest HAVING COUNT(*) > 1"))
                .as("contents of %s registered twice, seed %s", model, SEED)
                .isEmpty();
    }

    private static Map<String, JsonNode> services(AgentJvm agent) throws SQLException {
        Map<String, JsonNode> services = new TreeMap<>();
        for (String row :
                LocalDatabase.column(
                        agent.data(), "SELECT kind || '/' || name || ' ' || fields FROM service")) {
            int blank = row.indexOf(' ');
            services.put(row.substring(0, blank), JSON.readTree(row.substring(blank + 1)));
        }
        return services;
    }
}
