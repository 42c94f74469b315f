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
                .contains(
                        ", and push; or merge the pull request that is being opened, which takes the workspace back to commit 7e9d3a1\n")
                .endsWith("take it back: plumb resume online-endpoint/fraud\n");
        assertThat(agent.control().acts())
                .containsExactly(
                        "undo any UndoRequest[endpoint=Optional[fraud], forSeconds=Optional[86400], reason=Optional[incident 12]] by ada");
    }

    @Test
    void rollbackTellsWhatIsTakenBackAndThatItIsApplied() {
        assertThat(plumb.run("rollback", "--to", "7e9d3a1", "--reason", "incident 12")).isZero();
        assertThat(plumb.out())
                .isEqualTo(
                        """
                        fraud/staging goes back to commit 7e9d3a1, with commit 2ab1f0c on main
                        takes back 1 commit
                          2ab1f0c Faster, Ada <ada@example.org>
                        changes 1 file
                          modify fraud/train.yml
                        next: the agent applies it now; `plumb status` shows how it goes on
                        """);
        assertThat(agent.control().acts())
                .containsExactly(
                        "rollback any RollbackRequest[to=Optional[7e9d3a1], reason=Optional[incident 12], branch=Optional.empty, pullRequest=false, dryRun=false] by ada");
    }

    @Test
    void aRollbackThatConcernsOthersWaitsForAPullRequest() {
        assertThat(plumb.run("rollback", "--to", "shared", "-w", "staging")).isEqualTo(3);
        assertThat(plumb.out())
                .startsWith(
                        """
                        fraud/staging does not go back to commit 7e9d3a1 yet: commit 2ab1f0c waits on the branch plumbline/rollback/staging/7e9d3a1
                        why: the workspace "prod" has a file too: common/env.yml
                        """)
                .endsWith(
                        "next: open a pull request from plumbline/rollback/staging/7e9d3a1 to main; once it is merged, the agent applies it\n");
        assertThat(plumb.run("rollback", "--to", "7e9d3a1", "--branch", "back")).isZero();
        assertThat(plumb.run("rollback")).isEqualTo(2);
    }

    @Test
    void aRollbackByAPullRequestTellsWhereItIs() {
        assertThat(plumb.run("rollback", "--to", "7e9d3a1", "--pull-request")).isZero();
        assertThat(plumb.out())
                .startsWith(
                        """
                        fraud/staging does not go back to commit 7e9d3a1 yet: commit 2ab1f0c waits on the branch plumbline/rollback/staging/7e9d3a1
                        pull request #12: https://forge.example.com/pulls/12
                        """)
                .endsWith("next: review and merge #12 into main; then the agent applies it\n");
        assertThat(plumb.run("rollback", "--to", "7e9d3a1", "--pull-request", "-o", "json"))
                .isZero();
        assertThat(plumb.out())
                .contains("\"pull_request\"")
                .contains("\"number\" : 12")
                .contains("\"url\" : \"https://forge.example.com/pulls/12\"");
    }

    @Test
    void aPullRequestThatTheForgeDidNotOpenIsSaidWithHowToGoOn() {
        assertThat(plumb.run("rollback", "--to", "away", "--pull-request")).isEqualTo(3);
        assertThat(plumb.out())
                .contains("the pull request was not opened: forge.example.com does not answer\n")
                .endsWith(
                        "next: run the command again to open it, which makes no second branch; or open one from plumbline/rollback/staging/7e9d3a1 to main by hand\n");
    }

    @Test
    void aDryRunTellsWhichPullRequestItWouldOpen() {
        assertThat(plumb.run("rollback", "--to", "7e9d3a1", "--pull-request", "--dry-run"))
                .isZero();
        assertThat(plumb.out())
                .endsWith(
                        "next: nothing was pushed; leave --dry-run out to push it and open the pull request \"Roll back staging to 7e9d3a1\"\n");
    }

    @Test
    void aDryRunOfARollbackShowsThePlan() {
        assertThat(plumb.run("rollback", "--to", "7e9d3a1", "--dry-run")).isZero();
        assertThat(plumb.out())
                .startsWith("fraud/staging would go back to commit 7e9d3a1, on the branch main\n")
                .contains("\nPlan: ")
                .endsWith("next: nothing was pushed; leave --dry-run out to push it\n");
        assertThat(plumb.run("rollback", "--to", "7e9d3a1", "--dry-run", "-o", "json")).isZero();
        assertThat(plumb.out()).contains("\"commit\" : null").contains("\"applied\" : true");
    }
}
