package dev.plumbline.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.plumbline.local.serving.OnnxFixture;
import dev.plumbline.platform.ApplyContext;
import dev.plumbline.platform.Change;
import dev.plumbline.platform.Health;
import dev.plumbline.platform.Observation;
import dev.plumbline.platform.Observed;
import dev.plumbline.platform.Outcome;
import dev.plumbline.platform.PlatformException;
import dev.plumbline.platform.Scope;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.Production;
import dev.plumbline.resource.Resource;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Source;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.VersionedId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalPlatformTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final ResourceId FRAUD = new ResourceId(Kind.MODEL, "fraud");
    private static final ResourceId ENDPOINT = new ResourceId(Kind.ONLINE_ENDPOINT, "fraud");
    private static final ResourceId BLUE = ResourceId.deployment("fraud", "blue");
    private static final ResourceId TRAFFIC = new ResourceId(Kind.TRAFFIC, "fraud");

    @TempDir private Path temporary;
    private final AtomicInteger changes = new AtomicInteger();

    @Test
    void aModelOfTheRepositoryIsRegisteredOnceAndIsThereWhenThePlatformIsOpenedAgain() {
        Value.Fields spec =
                fields("path", onnx("models/fraud.onnx", 2, 3))
                        .with("type", Value.text("custom_model"));
        Resource desired = resource(FRAUD, spec, List.of());
        Change create = new Change.Create(desired, Digest.ofText("fraud"), Optional.of("1"));
        try (LocalPlatform platform = open()) {
            assertThat(platform.start(create, context()))
                    .isEqualTo(new Outcome.Applied(Optional.of("1")));
            assertThat(platform.start(create, context()))
                    .isEqualTo(new Outcome.Applied(Optional.of("1")));
        }

        try (LocalPlatform platform = open()) {
            Observed.Asset asset = observe(platform).asset(FRAUD).orElseThrow();
            assertThat(asset.versions()).hasSize(1);
            assertThat(asset.versions().getFirst().live()).isEqualTo(spec);
            assertThat(asset.versions().getFirst().owner())
                    .map(owner -> owner.commit())
                    .contains("c0ffee");
        }
    }

    @Test
    void aDataDirectoryIsUsedByOnePlatformAtATime() {
        try (LocalPlatform _ = open()) {
            assertThatThrownBy(this::open)
                    .isInstanceOf(PlatformException.class)
                    .hasMessageContaining("in use by another agent");
        }
        open().close();
    }

    @Test
    void aChangeThatAnAssetDoesNotKnowIsStalled() {
        try (LocalPlatform platform = open()) {
            Change run =
                    new Change.Run(
                            resource(FRAUD, Value.Fields.EMPTY, List.of()), Digest.ofText("x"));

            assertThat(platform.start(run, context())).isInstanceOf(Outcome.Stalled.class);
        }
    }

    @Test
    @Tag("slow")
    void anEndpointAnswersAndGoesOnWhenThePlatformIsClosed() throws Exception {
        URI scoring;
        String key;
        try (LocalPlatform platform = open()) {
            create(platform, ENDPOINT, fields("auth_mode", Value.text("key")));
            create(
                    platform,
                    BLUE,
                    fields("model", fields("path", onnx("models/fraud.onnx", 2, 3))));
            await().atMost(PATIENCE).until(() -> health(platform, BLUE) == Health.HEALTHY);
            assertThat(
                            create(
                                    platform,
                                    TRAFFIC,
                                    fields("traffic", fields("blue", Value.Num.of(100)))))
                    .isEqualTo(Outcome.Applied.done());
            await().atMost(PATIENCE).until(() -> health(platform, TRAFFIC) == Health.HEALTHY);
            scoring = platform.scoring("fraud");
            key = platform.endpoints().keys("fraud").orElseThrow().primary();
            assertThat(score(scoring, key)).contains("8");
            assertThat(changes).hasPositiveValue();
        }

        assertThat(score(scoring, key)).contains("8");

        try (LocalPlatform platform = open()) {
            await().atMost(PATIENCE).until(() -> health(platform, BLUE) == Health.HEALTHY);
            assertThat(platform.scoring("fraud")).isEqualTo(scoring);
            platform.stopServing();
        }
    }

    @Test
    @Tag("slow")
    void aJobRunsInItsEnvironmentAndRegistersItsOutput() {
        VersionedId plain = new VersionedId(new ResourceId(Kind.ENVIRONMENT, "plain"), "1");
        ResourceId job = new ResourceId(Kind.JOB, "train");
        Value.Fields spec =
                fields("type", Value.text("command"))
                        .with(
                                "command",
                                Value.text(
                                        "python -c \"open('${{outputs.model}}/m.txt', 'w').write('hi')\""))
                        .with("environment", new Value.Resolved(plain, Optional.empty()))
                        .with(
                                "outputs",
                                fields("model", fields("type", Value.text("custom_model"))));
        Production production = new Production("model", FRAUD, Optional.empty());
        try (LocalPlatform platform = open()) {
            Resource environment =
                    resource(plain.id(), fields("image", Value.text("any")), List.of());
            Change build = new Change.Create(environment, Digest.ofText("plain"), Optional.of("1"));
            assertThat(platform.start(build, context())).isInstanceOf(Outcome.Started.class);

            Change run =
                    new Change.Run(
                            resource(job, spec, List.of(production)), Digest.ofText("train"));
            assertThat(platform.start(run, context())).isInstanceOf(Outcome.Started.class);

            await().atMost(PATIENCE)
                    .until(() ->
                            observe(platform)
                                    .job(job)
                                    .orElseThrow()
                                    .runs()
                                    .getFirst()
                                    .status()
                                    .isTerminal());
            Observed.Run ended = observe(platform).job(job).orElseThrow().runs().getFirst();
            assertThat(ended.message() + ended.registered()).endsWith("{model/fraud=1}");
            assertThat(observe(platform).asset(FRAUD).orElseThrow().versions().getFirst().run())
                    .contains(ended.id());
            assertThat(platform.environments("fraud/staging").lock(plain))
                    .first()
                    .asString()
                    .startsWith("python==");
            assertThat(platform.start(run, context())).isEqualTo(Outcome.Applied.done());
        }
    }

    private LocalPlatform open() {
        LocalOptions options =
                LocalOptions.in(temporary.resolve("data"), 0, URI.create("http://127.0.0.1:9"))
                        .withEnvironments(temporary.resolve("environments"))
                        .withServingOwner(ProcessHandle.current().pid());
        return LocalPlatform.open(options, changes::incrementAndGet, _ -> {});
    }

    private static Outcome create(LocalPlatform platform, ResourceId id, Value.Fields spec) {
        Resource desired = resource(id, spec, List.of());
        return platform.start(
                new Change.Create(desired, Digest.ofText(spec.display()), Optional.empty()),
                context());
    }

    private static Resource resource(ResourceId id, Value.Fields spec, List<Production> produces) {
        return new Resource(id, new Source("fraud.yml", 1), Optional.empty(), spec, produces);
    }

    // A blob's id is its content, a byte to a character.
    private static ApplyContext context() {
        return new ApplyContext(
                "fraud/staging",
                "c0ffee",
                "Ada <ada@example.org>",
                blob -> new ByteArrayInputStream(blob.getBytes(ISO_8859_1)));
    }

    private static Value onnx(String path, float... weights) {
        String blob = new String(OnnxFixture.linear(weights), ISO_8859_1);
        return new Value.Content(
                path, Digest.ofText(blob), List.of(new Value.ContentFile("", blob, false)));
    }

    private static Observation observe(LocalPlatform platform) {
        return platform.observe(new Scope("fraud/staging"));
    }

    private static Health health(LocalPlatform platform, ResourceId id) {
        return observe(platform).service(id).map(Observed.Service::health).orElse(Health.MISSING);
    }

    private static String score(URI endpoint, String key) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(endpoint)
                        .header("Authorization", "Bearer " + key)
                        .header("Content-Type", "application/json")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "{\"input_data\": [[1.0, 2.0]]}", UTF_8))
                        .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer =
                    client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return answer.body();
        }
    }

    private static Value.Fields fields(String name, Value value) {
        return new Value.Fields(Map.of(name, value));
    }
}
