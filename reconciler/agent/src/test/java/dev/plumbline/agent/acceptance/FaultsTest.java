package dev.plumbline.agent.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.agent.cli.PlumbFixture;
import dev.plumbline.agent.cli.world.Alone;
import dev.plumbline.agent.demo.Demo;
import dev.plumbline.agent.run.AgentRun;
import dev.plumbline.agent.run.SpecFiles;
import dev.plumbline.local.serving.OnnxFixture;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a user is told when something is not as it should be: one message, and the exit code.
@Tag("slow")
class FaultsTest {
    @TempDir Path folder;
    private TestingWorkspace workspace;
    private PlumbFixture plumb;

    @BeforeEach
    void open() {
        workspace = new TestingWorkspace(folder);
        plumb = new PlumbFixture(folder, new Alone(new SpecFiles(), new AgentRun(), new Demo()));
    }

    @AfterEach
    void close() throws IOException {
        RunningAgent.endServing(folder.resolve("data"), workspace.remote.url());
        workspace.close();
    }

    private int once(String repository) {
        return once(repository, 0, 0);
    }

    private int once(String repository, int port, int servingPort) {
        return plumb.run(
                "agent",
                "--once",
                "--repo",
                repository,
                "--data",
                folder.resolve("data").toString(),
                "--port",
                Integer.toString(port),
                "--serving-port",
                Integer.toString(servingPort));
    }

    @Test
    void aRepositoryThatIsNotThere() {
        assertThat(once(folder.resolve("none").toString())).isEqualTo(1);
        assertThat(plumb.err())
                .isEqualTo(
                        "plumb: cannot fetch from %s/none: there is no Git repository; check the path or URL\n"
                                .formatted(folder));
    }

    @Test
    void anEmptyRepository() {
        assertThat(once(workspace.remote.url())).isZero();
        assertThat(plumb.out()).contains("the repository has no commit yet");
        assertThat(plumb.err()).isEmpty();
    }

    @Test
    void withoutPlumblineYmlNothingIsApplied() throws Exception {
        workspace.remote.without("plumbline.yml").commit("Declare a model and an endpoint");

        assertThat(once(workspace.remote.url())).isEqualTo(3);
        assertThat(plumb.out())
                .contains("held: model/sum: the repository has no plumbline.yml")
                .contains("plumb init");
        assertThat(
                        LocalDatabase.column(
                                folder.resolve("data"),
                                "SELECT name FROM asset UNION SELECT name FROM service"))
                .isEmpty();
    }

    @Test
    void aPortThatIsInUse() throws IOException {
        workspace.remote.commit("Serve a model");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(once(workspace.remote.url(), taken.getLocalPort(), 0)).isEqualTo(1);
            assertThat(plumb.err())
                    .isEqualTo(
                            "plumb: port %d is in use on 127.0.0.1: another agent may be running; stop it, or pass --port with a free one\n"
                                    .formatted(taken.getLocalPort()));
        }
    }

    @Test
    void aServingPortThatIsInUse() throws IOException {
        workspace.remote.commit("Serve a model");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(once(workspace.remote.url(), 0, taken.getLocalPort())).isEqualTo(1);
            assertThat(plumb.err())
                    .contains(
                            "the serving process cannot be started: port %d is in use"
                                    .formatted(taken.getLocalPort()))
                    .contains("--serving-port")
                    .hasLineCount(1);
        }
    }

    @Test
    void aStepThatExits1() {
        workspace.job("echo \"no such column: age\" >&2; exit 1").remote.commit("Train");

        assertThat(once(workspace.remote.url())).isEqualTo(1);
        assertThat(plumb.err())
                .matches(
                        "plumb: specs/staging: job/jobs/train: run (\\S+) failed: step main exited 1: no such column: age; read `plumb logs \\1`, then change the spec or run `plumb rerun job/jobs/train`\n");
    }

    @Test
    void aModelThatCannotBeLoaded() {
        byte[] model = OnnxFixture.linear(1);
        model[0] = 0x7f;
        workspace.remote.file("model.onnx", model).commit("Serve something else");

        assertThat(once(workspace.remote.url())).isEqualTo(1);
        assertThat(plumb.err())
                .contains("online-deployment/fraud/blue: ONNX Runtime cannot load model.onnx")
                .hasLineCount(1);
    }
}
