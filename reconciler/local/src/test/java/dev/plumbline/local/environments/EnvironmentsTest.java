package dev.plumbline.local.environments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow") // each environment is a real venv, filled by a real pip
class EnvironmentsTest {
    private static final TestingWheel WHEEL = new TestingWheel("plumb_probe", "1.0");

    @TempDir private Path folder;

    private final List<String> progress = Collections.synchronizedList(new ArrayList<>());

    @Test
    void anEnvironmentIsBuiltOnceAndLocked() throws Exception {
        EnvironmentDefinition definition = WHEEL.in(folder.resolve("wheels"));

        PythonEnvironment built = environments().realise(definition, progress::add);
        assertThat(built.lock().getFirst()).startsWith("python==3.");
        assertThat(built.lock()).contains("plumb-probe==1.0");
        assertThat(run(built, "import plumb_probe; print(plumb_probe.VERSION)")).isEqualTo("1.0");
        assertThat(built.root().resolve("build.log")).content().contains("plumb_probe");
        assertThat(progress)
                .anyMatch(line -> line.startsWith("creating"))
                .last()
                .asString()
                .startsWith("ready:");

        progress.clear();
        Files.delete(
                folder.resolve("wheels")
                        .resolve(WHEEL.fileName())); // a second build would fail now
        assertThat(environments().realise(definition, progress::add)).isEqualTo(built);
        assertThat(environments().find(Environments.key(definition))).contains(built);
        assertThat(progress).isEmpty();
    }

    @Test
    void callersAtTheSameTimeGetOneBuild() throws Exception {
        EnvironmentDefinition definition = WHEEL.in(folder.resolve("wheels"));
        Environments one = environments();
        Environments asAnotherAgent = environments();

        List<Callable<PythonEnvironment>> callers =
                List.of(
                        () -> one.realise(definition, progress::add),
                        () -> one.realise(definition, progress::add),
                        () -> asAnotherAgent.realise(definition, progress::add));
        List<PythonEnvironment> got = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<PythonEnvironment> each : threads.invokeAll(callers)) {
                got.add(each.get());
            }
        }

        assertThat(got).hasSize(3).containsOnly(got.getFirst());
        assertThat(progress.stream().filter(line -> line.startsWith("creating")).distinct())
                .hasSize(1);
        assertThat(got.getFirst().root().resolve("build.log"))
                .content()
                .containsOnlyOnce(" -m venv ");
    }

    @Test
    void aHalfBuildIsNotUsed() throws Exception {
        EnvironmentDefinition definition = Definitions.requirements("");
        PythonEnvironment built = environments().realise(definition, progress::add);
        Files.delete(built.root().resolve("ready.json"));
        Path stray = Files.writeString(built.root().resolve("half"), "");

        assertThat(environments().find(built.key())).isEmpty();
        assertThat(environments().realise(definition, progress::add)).isEqualTo(built);
        assertThat(stray).doesNotExist();
    }

    @Test
    void anEnvironmentWhoseInterpreterHasGoneIsBuiltAnew() throws Exception {
        EnvironmentDefinition definition = Definitions.requirements("");
        PythonEnvironment built = environments().realise(definition, progress::add);
        Files.delete(built.python());
        Files.createSymbolicLink(built.python(), folder.resolve("uninstalled"));

        assertThat(environments().realise(definition, progress::add)).isEqualTo(built);
        assertThat(run(built, "print(1)")).isEqualTo("1");
    }

    @Test
    void aVersionThatDoesNotExistIsNamed() throws Exception {
        WHEEL.in(folder.resolve("wheels"));
        var missing =
                Definitions.requirements(
                        "--no-index\n--find-links %s\nplumb-probe==9\n"
                                .formatted(folder.resolve("wheels").toUri()));

        assertThatThrownBy(() -> environments().realise(missing, progress::add))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("No matching distribution found for plumb-probe==9")
                .hasMessageContaining("the newest of 1 versions is 1.0")
                .hasMessageContaining(folder.resolve("cache/failed").toString());
        assertNothingIsLeftBut(1);
    }

    @Test
    void anIndexThatCannotBeReachedIsNamed() throws Exception {
        int closed = closedPort();
        var unreachable =
                Definitions.requirements(
                        "--index-url http://127.0.0.1:%d/simple\nplumb-probe\n".formatted(closed));

        assertThatThrownBy(() -> environments().realise(unreachable, progress::add))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("could not reach the package index")
                .hasMessageContaining("PIP_INDEX_URL");
        assertNothingIsLeftBut(1);
    }

    @Test
    void theNearestPythonServesAndTheNoteSaysSo() throws Exception {
        EnvironmentDefinition definition = Definitions.conda("dependencies:\n  - python=3.99\n");
        Environments environments = environments();

        PythonEnvironment built = environments.realise(definition, progress::add);

        String version = built.lock().getFirst().substring("python==".length());
        assertThat(environments.note(built.key()))
                .contains("Python 3.99 is not installed; using Python " + version);
        assertThat(progress).contains("Python 3.99 is not installed; using Python " + version);
    }

    @Test
    void aBuildThatNobodyWaitsForAnyMoreIsEnded() throws Exception {
        try (TestingIndex index = new TestingIndex(WHEEL)) {
            Environments environments = environments();
            Thread caller =
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    environments.realise(index.definition(), progress::add);
                                } catch (EnvironmentException | InterruptedException _) {
                                    progress.add("ended");
                                }
                            });
            index.awaitQuestion();
            caller.interrupt();
            caller.join();

            assertThat(progress).last().isEqualTo("ended");
            assertThat(ProcessHandle.current().descendants().filter(EnvironmentsTest::isPip))
                    .isEmpty();
            assertNothingIsLeftBut(1);
        }
    }

    @Test
    void aCallerWhoLeavesDoesNotEndTheBuildOfTheOthers() throws Exception {
        try (TestingIndex index = new TestingIndex(WHEEL);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Environments environments = environments();
            Callable<PythonEnvironment> caller =
                    () -> environments.realise(index.definition(), progress::add);
            Future<PythonEnvironment> leaves = threads.submit(caller);
            index.awaitQuestion();
            Future<PythonEnvironment> stays = threads.submit(caller);
            leaves.cancel(true);
            index.release();

            assertThat(stays.get().lock()).contains("plumb-probe==1.0");
        }
    }

    @Test
    void aBuildThatTakesTooLongIsEnded() throws Exception {
        try (TestingIndex index = new TestingIndex(WHEEL)) {
            Environments hasty =
                    new Environments(cache(), options().withTimeout(Duration.ofSeconds(12)));

            assertThatThrownBy(() -> hasty.realise(index.definition(), progress::add))
                    .isInstanceOf(EnvironmentException.class)
                    .hasMessageContaining("could not be built within PT12S");
            assertNothingIsLeftBut(1);
        }
    }

    @Test
    void anAgentThatIsKilledInTheMiddleLeavesNothingThatIsUsed() throws Exception {
        try (TestingIndex index = new TestingIndex(WHEEL)) {
            Process agent =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    Agent.class.getName(),
                                    cache().toString(),
                                    index.definition().requirements().orElseThrow())
                            .inheritIO()
                            .start();
            index.awaitQuestion();
            List<ProcessHandle> orphans =
                    agent.descendants().filter(EnvironmentsTest::isPip).toList();
            assertThat(orphans).isNotEmpty();
            agent.destroyForcibly().waitFor();
            assertThat(environments().find(Environments.key(index.definition()))).isEmpty();

            index.release();
            PythonEnvironment built = environments().realise(index.definition(), progress::add);

            assertThat(built.lock()).contains("plumb-probe==1.0");
            assertThat(orphans).noneMatch(ProcessHandle::isAlive);
        }
    }

    /// Another process that shares the cache.
    static final class Agent {
        private Agent() {}

        public static void main(String[] arguments) throws Exception {
            PythonEnvironment _ =
                    new Environments(Path.of(arguments[0]), options())
                            .realise(Definitions.requirements(arguments[1]), _ -> {});
        }
    }

    private static boolean isPip(ProcessHandle process) {
        return process.info().commandLine().orElse("").contains(" -m pip install");
    }

    private void assertNothingIsLeftBut(int logs) throws IOException {
        try (var entries = Files.list(cache());
                var failed = Files.list(cache().resolve("failed"))) {
            assertThat(entries.map(each -> each.getFileName().toString()))
                    .containsOnly("building", "failed");
            assertThat(failed).hasSize(logs);
        }
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String run(PythonEnvironment environment, String script) throws Exception {
        Program program =
                new Program(
                        List.of(environment.python().toString(), "-c", script),
                        Map.of(),
                        environment.root());
        return String.join("\n", program.output(Duration.ofMinutes(1)).orElseThrow());
    }

    private Path cache() {
        return folder.resolve("cache");
    }

    private Environments environments() {
        return new Environments(cache(), options());
    }

    /// One retry, and no index of the machine that could answer in the place of the test's.
    private static EnvironmentOptions options() {
        Map<String, String> variables = new HashMap<>(System.getenv());
        variables.keySet().removeIf(name -> name.startsWith("PIP_") || name.startsWith("UV_"));
        variables.put("PIP_RETRIES", "1");
        return EnvironmentOptions.defaults().withVariables(variables);
    }
}
