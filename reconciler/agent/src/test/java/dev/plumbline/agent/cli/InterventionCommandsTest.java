package dev.plumbline.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.agent.http.AgentFixture;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What people do in an incident, from the command to the agent.
final class InterventionCommandsTest {
    @TempDir private Path folder;
    private AgentFixture agent;
    private PlumbFixture plumb;

    @BeforeEach
    void start() throws IOException {
        agent = new AgentFixture();
        plumb =
                new PlumbFixture(folder)
                        .with("PLUMB_SERVER", agent.url())
                        .with("PLUMB_TOKEN", AgentFixture.TOKEN);
    }

    @AfterEach
    void stop() {
        agent.close();
    }

    @Test
    void suspendAndResumePassOnWhatWasNamed() {
        assertThat(
                        plumb.run(
                                "suspend",
                                "online-endpoint/fraud",
                                "--for",
                                "2h",
                                "--reason",
                                "incident 12"))
                .isZero();
        assertThat(plumb.out())
                .startsWith("grace suspended online-endpoint/fraud in fraud/staging until 20")
                .endsWith("ends before: plumb resume online-endpoint/fraud\n");
        assertThat(plumb.run("resume", "online-endpoint/fraud", "-w", "staging")).isZero();
        assertThat(plumb.out())
                .isEqualTo(
                        """
                        grace resumed online-endpoint/fraud in fraud/staging: edits on the platform are undone again
                        what commit 2ab1f0c declares of it is applied again
                        """);
        assertThat(plumb.run("suspend", "online-endpoint/fraud")).isEqualTo(2);

        assertThat(agent.control().acts())
                .containsExactly(
                        "suspend any SuspendRequest[resource=Optional[online-endpoint/fraud], forSeconds=Optional[7200], reason=Optional[incident 12]] by ada",
                        "resume staging ResumeRequest[resource=Optional[online-endpoint/fraud], reason=Optional.empty] by ada");
    }

    @Test
    void undoTellsWhatIsStillToComeAndHowToMakeItLast() {
        assertThat(plumb.run("undo", "fraud", "--reason", "incident 12")).isZero();
        assertThat(plumb.out())
                .startsWith(
                        """
                        online-endpoint/fraud in fraud/staging goes back to what commit 7e9d3a1 released (undone: commit 2ab1f0c)
                        not warm: online-deployment/fraud/blue was changed in place or removed, made again as released then, and takes the traffic once it answers
                        """)
                .contains("make it last: git revert 2ab1f0c")
                .endsWith("take it back: plumb resume online-endpoint/fraud\n");
        assertThat(agent.control().acts())
                .containsExactly(
                        "undo any UndoRequest[endpoint=Optional[fraud], forSeconds=Optional[86400], reason=Optional[incident 12]] by ada");
    }
}
