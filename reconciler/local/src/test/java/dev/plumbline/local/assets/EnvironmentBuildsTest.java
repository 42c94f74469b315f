package dev.plumbline.local.assets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.plumbline.local.artifacts.ArtifactStore;
import dev.plumbline.local.environments.EnvironmentDefinition;
import dev.plumbline.local.environments.PythonEnvironment;
import dev.plumbline.local.store.Database;
import dev.plumbline.platform.ApplyContext;
import dev.plumbline.platform.Change;
import dev.plumbline.platform.Health;
import dev.plumbline.platform.Outcome;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.Resource;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Source;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.VersionedId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EnvironmentBuildsTest {
    private static final VersionedId TRAIN =
            new VersionedId(new ResourceId(Kind.ENVIRONMENT, "train"), "1");
    private static final Value.Content CONDA =
            new Value.Content(
                    "conda.yml",
                    Digest.ofText("conda"),
                    List.of(new Value.ContentFile("", "dependencies: []\n", false)));

    @TempDir private Path data;
    private Database database;
    private ArtifactStore store;
    private AssetRegistry registry;
    private final BlockingQueue<EnvironmentDefinition> asked = new LinkedBlockingQueue<>();
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private final AtomicInteger ended = new AtomicInteger();

    @BeforeEach
    void open() throws IOException {
        database = Database.open(data);
        store = new ArtifactStore(data.resolve("artifacts"));
        registry = new AssetRegistry(database.jdbi(), InstantSource.system(), "fraud/staging");
    }

    @AfterEach
    void close() {
        mayEnd.countDown();
        database.close();
    }

    @Test
    void anEnvironmentIsProgressingUntilItsBuildHasEnded() throws Exception {
        try (EnvironmentBuilds builds = builds(this::slowly)) {
            assertThat(create(builds, Map.of("conda_file", CONDA)))
                    .isInstanceOf(Outcome.Started.class);
            await().untilAsserted(() ->
                    assertThat(builds.standing(TRAIN))
                            .isEqualTo(new Standing(Health.PROGRESSING, "installing")));

            mayEnd.countDown();

            assertThat(builds.await(TRAIN).lock()).containsExactly("python==3.11.7");
            await().until(() -> ended.get() > 0);
            assertThat(builds.standing(TRAIN).health()).isEqualTo(Health.HEALTHY);
            assertThat(builds.lock(TRAIN)).containsExactly("python==3.11.7");
            assertThat(asked.take().condaFile()).contains("dependencies: []\n");
        }
    }

    @Test
    void startingTheSameAgainBuildsOnce() throws Exception {
        try (EnvironmentBuilds builds = builds(this::slowly)) {
            create(builds, Map.of("conda_file", CONDA));
            create(builds, Map.of("conda_file", CONDA));
            mayEnd.countDown();
            await().until(() -> ended.get() > 0);

            assertThat(create(builds, Map.of("conda_file", CONDA)))
                    .isEqualTo(new Outcome.Applied(Optional.of("1")));
            assertThat(ended).hasValue(1);
        }
    }

    @Test
    void aBuildThatFailedSaysWhyAndIsTriedAgainWhenAsked() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        EnvironmentBuilds.Realiser failingOnce =
                (definition, progress) -> {
                    if (attempts.incrementAndGet() == 1) {
                        throw new IOException("No matching distribution found for foo==9");
                    }
                    return made();
                };
        try (EnvironmentBuilds builds = builds(failingOnce)) {
            create(builds, Map.of("conda_file", CONDA));
            await().untilAsserted(() ->
                    assertThat(builds.standing(TRAIN))
                            .isEqualTo(
                                    new Standing(
                                            Health.DEGRADED,
                                            "No matching distribution found for foo==9")));

            create(builds, Map.of("conda_file", CONDA));

            await().until(() -> builds.standing(TRAIN).health() == Health.HEALTHY);
        }
    }

    @Test
    void aBuildThatTheLastAgentLeftIsTakenUpAgain() throws Exception {
        try (EnvironmentBuilds killed = builds(this::slowly)) {
            create(killed, Map.of("conda_file", CONDA));
            asked.take();
        }

        try (EnvironmentBuilds builds = builds((_, _) -> made())) {
            assertThat(builds.standing(TRAIN).health()).isEqualTo(Health.PROGRESSING);
            builds.resume();

            await().until(() -> builds.standing(TRAIN).health() == Health.HEALTHY);
        }
    }

    @Test
    void aDefinitionWrittenInlineIsYaml() throws Exception {
        Value dependencies = new Value.Items(List.of(Value.text("python=3.11")));
        mayEnd.countDown();
        try (EnvironmentBuilds builds = builds(this::slowly)) {
            create(
                    builds,
                    Map.of("conda_file", new Value.Fields(Map.of("dependencies", dependencies))));
            builds.await(TRAIN);

            assertThat(asked.take().condaFile()).contains("{\"dependencies\":[\"python=3.11\"]}");
        }
    }

    @Test
    void aDockerfileDegradesWithWhatToDoInstead() throws Exception {
        try (EnvironmentBuilds builds = builds(this::slowly)) {
            create(
                    builds,
                    Map.of(
                            "build",
                            new Value.Fields(Map.of("dockerfile_path", Value.text("Dockerfile")))));

            assertThatThrownBy(() -> builds.await(TRAIN))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("environment/train:1")
                    .hasMessageContaining("conda_file");
        }
    }

    private EnvironmentBuilds builds(EnvironmentBuilds.Realiser realiser) {
        return new EnvironmentBuilds(
                database.jdbi(), registry, store, realiser, ended::incrementAndGet);
    }

    private Outcome create(EnvironmentBuilds builds, Map<String, Value> fields) {
        Resource desired =
                new Resource(
                        TRAIN.id(),
                        new Source("env.yml", 1),
                        Optional.of("1"),
                        new Value.Fields(fields),
                        List.of());
        ApplyContext context =
                new ApplyContext(
                        "fraud/staging",
                        "c0ffee",
                        "Ada <ada@example.org>",
                        blob -> new ByteArrayInputStream(blob.getBytes(UTF_8)));
        return new AssetChanges(registry, store, builds)
                .create(
                        new Change.Create(desired, Digest.ofText("meaning"), Optional.of("1")),
                        context);
    }

    private PythonEnvironment slowly(EnvironmentDefinition definition, Consumer<String> progress)
            throws InterruptedException {
        progress.accept("installing");
        asked.put(definition);
        mayEnd.await();
        return made();
    }

    private static PythonEnvironment made() {
        Path root = Path.of("environment");
        return new PythonEnvironment(
                Digest.ofText("key"), root, root.resolve("bin/python"), List.of("python==3.11.7"));
    }
}
