package dev.plumbline.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.repository.GitRepository;
import java.io.BufferedReader;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class LedgerKillTest {
    private static final int KILLS = 4;

    @TempDir Path temp;

    @Test
    void whatWasRecordedSurvivesAKillAtAnyMoment() throws Exception {
        Random random = new Random(20261123);
        List<String> recorded = new ArrayList<>();
        try (LedgerFixture fixture = new LedgerFixture(temp)) {
            for (int kill = 0; kill < KILLS; kill++) {
                recorded.addAll(runUntilKilled(fixture.remote.url(), 1 + random.nextInt(8)));
            }
            GitRepository clone = fixture.clone("clone");
            assertThat(temp.resolve("clone.damaged")).doesNotExist();
            Ledger ledger = LedgerFixture.ledger(clone);
            assertThat(ledger.history(Integer.MAX_VALUE))
                    .extracting(entry -> entry.revision().commit())
                    .containsAll(recorded);
            ledger.intend(fixture.intent());
            ledger.conclude(fixture.succeeded(List.of(fixture.applied(LedgerFixture.MODEL, "m"))));
            assertThat(ledger.unfinished()).isEmpty();
            assertThat(ledger.lastApplied().resources()).containsOnlyKeys(LedgerFixture.MODEL);
        }
    }

    /// Kills the agent when it has recorded so many entries; it is by then on its way to the next.
    private List<String> runUntilKilled(String remote, int entries) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process agent =
                new ProcessBuilder(
                                java,
                                "-cp",
                                System.getProperty("java.class.path"),
                                KilledAgent.class.getName(),
                                remote,
                                temp.resolve("clone").toString())
                        .redirectError(new File(temp.toFile(), "agent.log"))
                        .start();
        List<String> recorded = new ArrayList<>();
        try (BufferedReader lines = agent.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine();
                    line != null && recorded.size() < entries;
                    line = lines.readLine()) {
                if (line.matches("[0-9a-f]{40}")) {
                    recorded.add(line);
                }
            }
        } finally {
            agent.destroyForcibly().waitFor();
        }
        assertThat(recorded).as("entries before the kill; see agent.log").hasSize(entries);
        return recorded;
    }
}
