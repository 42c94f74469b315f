package dev.plumbline.local.endpoints;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.plumbline.local.artifacts.Artifact;
import dev.plumbline.local.artifacts.ArtifactStore;
import dev.plumbline.local.assets.AssetRegistry;
import dev.plumbline.local.assets.EnvironmentBuilds;
import dev.plumbline.local.assets.RegisteredAssets;
import dev.plumbline.local.serving.Routes;
import dev.plumbline.local.store.Database;
import dev.plumbline.platform.ApplyContext;
import dev.plumbline.platform.Change;
import dev.plumbline.platform.Health;
import dev.plumbline.platform.Observation;
import dev.plumbline.platform.Observed;
import dev.plumbline.platform.Outcome;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EndpointsTest {
    private static final ResourceId FRAUD = new ResourceId(Kind.ONLINE_ENDPOINT, "fraud");
    private static final ResourceId BLUE = ResourceId.deployment("fraud", "blue");
    private static final ResourceId GREEN = ResourceId.deployment("fraud", "green");
    private static final ResourceId TRAFFIC = new ResourceId(Kind.TRAFFIC, "fraud");

    @TempDir private Path data;
    private Database database;
    private ArtifactStore store;
    private RegisteredAssets assets;
    private final TestingServing serving = new TestingServing();
    private final AtomicInteger changes = new AtomicInteger();
    private Endpoints endpoints;

    @BeforeEach
    void open() throws IOException {
        database = Database.open(data);
        store = new ArtifactStore(data.resolve("artifacts"));
        AssetRegistry registry = new AssetRegistry(database.jdbi(), InstantSource.system());
        EnvironmentBuilds noBuilds =
                new EnvironmentBuilds(
                        database.jdbi(),
                        registry,
                        store,
                        (_, _) -> {
                            throw new IOException("no environments here");
                        },
                        () -> {});
        assets = new RegisteredAssets(registry, store, noBuilds);
        endpoints = reopened();
    }

    @AfterEach
    void close() {
        endpoints.close();
        database.close();
    }

    @Test
    void whatIsAppliedIsObservedExactlyAsDeclared() throws IOException {
        Value.Fields endpoint =
                fields("auth_mode", Value.text("key"), "description", Value.text("scores"));
        Value.Fields deployment =
                fields(
                        "model", model("1"),
                        "instance_count", Value.Num.of(2),
                        "tags", fields("team", Value.text("risk")));
        Value.Fields traffic = fields("traffic", fields("blue", Value.Num.of(100)));

        assertThat(create(FRAUD, endpoint)).isEqualTo(Outcome.Applied.done());
        assertThat(create(BLUE, deployment)).isEqualTo(Outcome.Applied.done());
        assertThat(create(TRAFFIC, traffic)).isEqualTo(Outcome.Applied.done());

        assertThat(observed(FRAUD).live()).isEqualTo(endpoint);
        assertThat(observed(BLUE).live()).isEqualTo(deployment);
        assertThat(observed(TRAFFIC).live()).isEqualTo(traffic);
        assertThat(observed(BLUE).health()).isEqualTo(Health.HEALTHY);
        assertThat(observed(BLUE).changedBy()).contains("plumbline");
        assertThat(observed(BLUE).owner())
                .map(owner -> owner.workspace())
                .contains("fraud/staging");
    }

    @Test
    void theRoutesFollowFromWhatIsApplied() throws IOException {
        create(FRAUD, Value.Fields.EMPTY);
        create(
                BLUE,
                fields(
                        "model", model("1"),
                        "request_settings", fields("request_timeout_ms", Value.Num.of(900)),
                        "environment_variables", fields("THRESHOLD", Value.text("0.5"))));
        create(TRAFFIC, fields("traffic", fields("blue", Value.Num.of(100))));

        Routes.Endpoint route = route();

        assertThat(route.traffic()).containsExactly(Map.entry("blue", 100));
        assertThat(route.primaryKey())
                .isEqualTo(endpoints.keys("fraud").map(Keys::primary).orElseThrow());
        assertThat(blueRoute())
                .satisfies(blue -> {
                    assertThat(blue.modelName() + ":" + blue.modelVersion()).isEqualTo("fraud:1");
                    assertThat(blue.modelDirectory().resolve("model.onnx")).hasContent("weights 1");
                    assertThat(blue.requestTimeoutMillis()).isEqualTo(900);
                    assertThat(blue.environmentVariables()).containsEntry("THRESHOLD", "0.5");
                });
    }

    @Test
    void aDeploymentIsStartedAndThenReady() throws IOException {
        serving.loadSlowly();
        create(FRAUD, Value.Fields.EMPTY);

        assertThat(create(BLUE, fields("model", model("1"))))
                .isEqualTo(new Outcome.Started(BLUE.toString()));
        assertThat(observed(BLUE).health()).isEqualTo(Health.PROGRESSING);
        await().until(() -> changes.get() > 0);
        int before = changes.get();
        serving.finishLoading();

        await().until(() -> changes.get() > before);
        assertThat(observed(BLUE).health()).isEqualTo(Health.HEALTHY);
    }

    @Test
    void aDeploymentThatCannotLoadIsDegradedWithTheReason() throws IOException {
        serving.fail("blue", "the model has no input");
        create(FRAUD, Value.Fields.EMPTY);
        create(BLUE, fields("model", model("1")));

        assertThat(observed(BLUE).health()).isEqualTo(Health.DEGRADED);
        assertThat(observed(BLUE).message()).contains("the model has no input");
        assertThat(create(TRAFFIC, fields("traffic", fields("blue", Value.Num.of(100)))))
                .isInstanceOf(Outcome.Stalled.class);
    }

    @Test
    void trafficWaitsForADeploymentThatLoads() throws IOException {
        serving.loadSlowly();
        create(FRAUD, Value.Fields.EMPTY);
        create(BLUE, fields("model", model("1")));
        Value.Fields all = fields("traffic", fields("blue", Value.Num.of(100)));

        assertThat(create(TRAFFIC, all))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class, failed -> assertThat(failed.retryable()).isTrue());
        serving.finishLoading();
        assertThat(create(TRAFFIC, all)).isEqualTo(Outcome.Applied.done());
    }

    @Test
    void trafficThatNamesNoDeploymentOrDoesNotSumUpIsStalled() throws IOException {
        create(FRAUD, Value.Fields.EMPTY);
        create(BLUE, fields("model", model("1")));

        assertThat(create(TRAFFIC, fields("traffic", fields("red", Value.Num.of(100)))))
                .isInstanceOfSatisfying(
                        Outcome.Stalled.class,
                        stalled -> assertThat(stalled.reason()).contains("fraud/red"));
        assertThat(create(TRAFFIC, fields("traffic", fields("blue", Value.Num.of(90)))))
                .isInstanceOfSatisfying(
                        Outcome.Stalled.class,
                        stalled -> assertThat(stalled.reason()).contains("sums to 90 %"));
    }

    @Test
    void aDeploymentWithTrafficIsNotDeletedAndOneWithoutIs() throws IOException {
        create(FRAUD, Value.Fields.EMPTY);
        create(BLUE, fields("model", model("1")));
        create(GREEN, fields("model", model("1")));
        create(
                TRAFFIC,
                fields("traffic", fields("blue", Value.Num.of(100), "green", Value.Num.of(0))));

        assertThat(start(new Change.Delete(BLUE)))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.cause()).contains("100 %"));
        assertThat(start(new Change.Delete(GREEN))).isEqualTo(Outcome.Applied.done());
        assertThat(deployments()).containsExactly("blue");
    }

    @Test
    void anEndpointGoesWithAllThatBelongsToIt() throws IOException {
        create(FRAUD, Value.Fields.EMPTY);
        create(BLUE, fields("model", model("1")));
        create(TRAFFIC, fields("traffic", fields("blue", Value.Num.of(100))));

        assertThat(start(new Change.Delete(FRAUD))).isEqualTo(Outcome.Applied.done());

        assertThat(endpoints.observe()).isEmpty();
        assertThat(endpoints.keys("fraud")).isEmpty();
        assertThat(serving.routes()).isEqualTo(Routes.NONE);
    }

    @Test
    void anEditByHandChangesWhatIsLiveAndNotWhoseItIs() throws Exception {
        create(FRAUD, Value.Fields.EMPTY);
        create(BLUE, fields("model", model("1")));
        create(GREEN, fields("model", model("1")));
        create(TRAFFIC, fields("traffic", fields("blue", Value.Num.of(100))));

        endpoints.setTraffic("fraud", Map.of("blue", 70, "green", 30), "ada");
        endpoints.patch(BLUE, fields("instance_count", Value.Num.of(3)), "ada");

        assertThat(observed(TRAFFIC).live().fields("traffic"))
                .isEqualTo(fields("blue", Value.Num.of(70), "green", Value.Num.of(30)));
        assertThat(observed(TRAFFIC).changedBy()).contains("ada");
        assertThat(observed(TRAFFIC).owner()).isPresent();
        assertThat(observed(BLUE).live().get("instance_count")).contains(Value.Num.of(3));
        assertThat(route().traffic()).containsEntry("green", 30);
        assertThatThrownBy(() -> endpoints.setTraffic("fraud", Map.of("red", 100), "ada"))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void cosmeticsLeaveTheGenerationAndAnotherModelChangesIt() throws IOException {
        create(FRAUD, Value.Fields.EMPTY);
        create(BLUE, fields("model", model("1")));
        String first = generation();

        create(BLUE, fields("model", model("1"), "tags", fields("a", Value.text("b"))));
        assertThat(generation()).isEqualTo(first);
        create(BLUE, fields("model", model("2")));
        assertThat(generation()).isNotEqualTo(first);
    }

    @Test
    void aChangeThatServingDidNotTakeIsGivenAgain() throws IOException {
        create(FRAUD, Value.Fields.EMPTY);
        serving.setDown(true);

        assertThat(create(BLUE, fields("model", model("1")))).isInstanceOf(Outcome.Started.class);
        assertThat(observed(BLUE).health()).isEqualTo(Health.PROGRESSING);
        serving.setDown(false);

        await().until(() -> observed(BLUE).health() == Health.HEALTHY);
    }

    @Test
    void whatWasAppliedIsServedAgainAfterTheAgentStartedAnew() throws IOException {
        create(FRAUD, Value.Fields.EMPTY);
        create(BLUE, fields("model", model("1")));
        Routes before = serving.routes();
        endpoints.close();
        serving.apply(Routes.NONE);

        endpoints = reopened();
        endpoints.resume();

        assertThat(serving.routes()).isEqualTo(before);
    }

    @Test
    void aKeyCanBeMadeAnewWhileTheOtherStays() throws Exception {
        create(FRAUD, Value.Fields.EMPTY);
        Keys before = endpoints.keys("fraud").orElseThrow();

        Keys after = endpoints.regenerateKey("fraud", true);

        assertThat(after.primary()).isNotEqualTo(before.primary()).hasSize(43);
        assertThat(after.secondary()).isEqualTo(before.secondary());
        assertThat(route().primaryKey()).isEqualTo(after.primary());
        assertThat(after.toString()).doesNotContain(after.primary());
    }

    @Test
    void whatCannotBeServedHereIsStalledWithWhatToDo() throws IOException {
        create(FRAUD, Value.Fields.EMPTY);
        Value.Fields script =
                fields(
                        "model",
                        model("1"),
                        "code_configuration",
                        fields("scoring_script", Value.text("score.py")));
        Value pickle = content("models/fraud.pkl", "pickle");

        assertThat(create(BLUE, script))
                .isInstanceOfSatisfying(
                        Outcome.Stalled.class,
                        stalled -> assertThat(stalled.reason()).contains("code_configuration"));
        assertThat(create(BLUE, fields("model", fields("path", pickle))))
                .isInstanceOfSatisfying(
                        Outcome.Stalled.class,
                        stalled -> assertThat(stalled.reason()).contains("ONNX"));
        assertThat(create(BLUE, fields("model", model("1"), "instance_count", Value.text("two"))))
                .isInstanceOfSatisfying(
                        Outcome.Stalled.class,
                        stalled -> assertThat(stalled.reason()).contains("\"two\""));
        assertThat(
                        create(
                                new ResourceId(Kind.ONLINE_ENDPOINT, "token"),
                                fields("auth_mode", Value.text("aad_token"))))
                .isInstanceOf(Outcome.Stalled.class);
    }

    @Test
    void aModelThatTheSpecBringsAlongIsServed() throws IOException {
        create(FRAUD, Value.Fields.EMPTY);
        create(BLUE, fields("model", fields("path", content("models/fraud.onnx", "weights"))));

        assertThat(blueRoute().modelDirectory()).hasFileName("model.onnx").hasContent("weights");
    }

    private Endpoints reopened() {
        return new Endpoints(
                database.jdbi(),
                assets,
                store,
                serving,
                InstantSource.system(),
                changes::incrementAndGet);
    }

    private Outcome create(ResourceId id, Value.Fields spec) {
        Resource desired =
                new Resource(id, new Source("fraud.yml", 1), Optional.empty(), spec, List.of());
        return start(new Change.Create(desired, Digest.ofText(spec.display()), Optional.empty()));
    }

    private Outcome start(Change change) {
        return endpoints.start(
                change,
                new ApplyContext(
                        "fraud/staging",
                        "c0ffee",
                        "Ada <ada@example.org>",
                        blob -> new ByteArrayInputStream(blob.getBytes(UTF_8))));
    }

    private Observed.Service observed(ResourceId id) {
        return new Observation(endpoints.observe(), Set.of()).service(id).orElseThrow();
    }

    private Routes.Endpoint route() {
        return Objects.requireNonNull(serving.routes().endpoints().get("fraud"));
    }

    private Routes.Deployment blueRoute() {
        return Objects.requireNonNull(route().deployments().get("blue"));
    }

    private Set<String> deployments() {
        return route().deployments().keySet();
    }

    private String generation() {
        return blueRoute().generation();
    }

    // A registered version of model/fraud, a folder with one ONNX file.
    private Value model(String version) throws IOException {
        VersionedId id = new VersionedId(new ResourceId(Kind.MODEL, "fraud"), version);
        Path folder = Files.createDirectories(data.resolve("model-" + version));
        Files.writeString(folder.resolve("model.onnx"), "weights " + version);
        Artifact artifact = store.put(folder);
        assets.register(
                "run-" + version,
                new Production("model", id.id(), Optional.of(version)),
                "custom_model",
                artifact,
                Map.of());
        return new Value.Resolved(id, Optional.empty());
    }

    private static Value content(String path, String text) {
        return new Value.Content(
                path, Digest.ofText(text), List.of(new Value.ContentFile("", text, false)));
    }

    private static Value.Fields fields(String name, Value value) {
        return new Value.Fields(Map.of(name, value));
    }

    private static Value.Fields fields(String name, Value value, String other, Value otherValue) {
        return fields(name, value).with(other, otherValue);
    }

    private static Value.Fields fields(
            String a, Value first, String b, Value second, String c, Value third) {
        return fields(a, first, b, second).with(c, third);
    }
}
