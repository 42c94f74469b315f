package dev.plumbline.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.platform.ApplyContext;
import dev.plumbline.platform.Change;
import dev.plumbline.platform.Observation;
import dev.plumbline.platform.Observed;
import dev.plumbline.platform.Outcome;
import dev.plumbline.platform.Scope;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.Resource;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Source;
import dev.plumbline.resource.Value;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two workspaces that use the same ids on one platform.
final class WorkspacesApartTest {
    private static final String ONE = "fraud/prod";
    private static final String OTHER = "churn/prod";
    private static final ResourceId MODEL = new ResourceId(Kind.MODEL, "scorer");
    private static final ResourceId JOB = new ResourceId(Kind.JOB, "train");
    private static final ResourceId ENDPOINT = new ResourceId(Kind.ONLINE_ENDPOINT, "scorer");
    private static final ResourceId TRAFFIC = new ResourceId(Kind.TRAFFIC, "scorer");

    @TempDir private Path data;
    private LocalPlatform platform;

    @BeforeEach
    void open() {
        LocalOptions options =
                LocalOptions.in(data.resolve("data"), 0, URI.create("http://127.0.0.1:9"))
                        .withEnvironments(data.resolve("environments"));
        platform = LocalPlatform.open(options, () -> {}, _ -> {});
    }

    @AfterEach
    void close() throws Exception {
        platform.stopServing();
        platform.close();
    }

    @Test
    void eachHasItsOwnVersionsOfAnAsset() {
        assertThat(create(ONE, MODEL, content("one"))).isEqualTo(applied("1"));
        assertThat(create(OTHER, MODEL, content("other"))).isEqualTo(applied("1"));
        assertThat(create(OTHER, MODEL, content("another"))).isEqualTo(applied("2"));

        assertThat(versions(ONE)).containsExactly("1");
        assertThat(versions(OTHER)).containsExactly("1", "2");
    }

    @Test
    void archivingAnAssetLeavesTheOther() {
        create(ONE, MODEL, content("same"));
        create(OTHER, MODEL, content("same"));

        platform.start(new Change.Delete(MODEL), context(ONE));

        assertThat(observe(ONE).asset(MODEL).orElseThrow().archived()).isTrue();
        assertThat(observe(OTHER).asset(MODEL).orElseThrow().archived()).isFalse();
    }

    @Test
    void aRunOfOneIsNoRunOfTheOther() {
        Resource job = resource(JOB, new Value.Fields(Map.of("type", Value.text("command"))));
        Change run = new Change.Run(job, Digest.ofText("train"));

        platform.start(run, context(ONE));

        assertThat(observe(ONE).job(JOB).orElseThrow().runs()).hasSize(1);
        assertThat(observe(OTHER).job(JOB)).isEmpty();

        platform.start(run, context(OTHER));

        assertThat(runs(OTHER)).hasSize(1).doesNotContainAnyElementsOf(runs(ONE));
        platform.start(new Change.Delete(JOB), context(OTHER));
        assertThat(observe(ONE).job(JOB).orElseThrow().archived()).isFalse();
    }

    @Test
    void theNameOfAnEndpointIsAnAddressAndBelongsToTheFirst() {
        assertThat(create(ONE, ENDPOINT, auth())).isEqualTo(Outcome.Applied.done());

        assertThat(create(OTHER, ENDPOINT, auth()))
                .isInstanceOfSatisfying(
                        Outcome.Stalled.class,
                        stalled ->
                                assertThat(stalled.reason())
                                        .startsWith(
                                                "online-endpoint/scorer belongs to the workspace fraud/prod")
                                        .contains("endpoint of churn/prod another name"));
        assertThat(observe(OTHER).resources()).isEmpty();
    }

    @Test
    void aDeploymentOrTrafficOfAnothersEndpointIsRefused() {
        create(ONE, ENDPOINT, auth());
        ResourceId deployment = ResourceId.deployment("scorer", "blue");

        assertThat(create(OTHER, deployment, new Value.Fields(Map.of("model", content("m")))))
                .isInstanceOf(Outcome.Stalled.class);
        assertThat(create(OTHER, TRAFFIC, Value.Fields.EMPTY)).isInstanceOf(Outcome.Stalled.class);
    }

    @Test
    void deletingAnothersEndpointIsRefused() {
        create(ONE, ENDPOINT, auth());

        assertThat(platform.start(new Change.Delete(ENDPOINT), context(OTHER)))
                .isInstanceOf(Outcome.Stalled.class);
        assertThat(observe(ONE).service(ENDPOINT)).isPresent();
    }

    @Test
    void trafficThatAPersonSetIsSeenByTheEndpointsWorkspaceAlone() throws Exception {
        create(ONE, ENDPOINT, auth());

        platform.endpoints().setTraffic("scorer", Map.of(), "ada");

        assertThat(observe(ONE).service(TRAFFIC)).isPresent();
        assertThat(observe(OTHER).service(TRAFFIC)).isEmpty();
    }

    private Observation observe(String workspace) {
        return platform.observe(new Scope(workspace));
    }

    private List<String> versions(String workspace) {
        return observe(workspace).asset(MODEL).orElseThrow().versions().stream()
                .map(Observed.Version::version)
                .toList();
    }

    private List<String> runs(String workspace) {
        return observe(workspace).job(JOB).orElseThrow().runs().stream()
                .map(Observed.Run::id)
                .toList();
    }

    private Outcome create(String workspace, ResourceId id, Value spec) {
        Value.Fields fields =
                spec instanceof Value.Fields given ? given : new Value.Fields(Map.of("path", spec));
        return platform.start(
                new Change.Create(
                        resource(id, fields), Digest.ofText(fields.display()), Optional.empty()),
                context(workspace));
    }

    private static Outcome applied(String version) {
        return new Outcome.Applied(Optional.of(version));
    }

    private static Value.Fields auth() {
        return new Value.Fields(Map.of("auth_mode", Value.text("key")));
    }

    private static Value content(String text) {
        return new Value.Content(
                "model.bin", Digest.ofText(text), List.of(new Value.ContentFile("", text, false)));
    }

    private static Resource resource(ResourceId id, Value.Fields spec) {
        return new Resource(id, new Source("spec.yml", 1), Optional.empty(), spec, List.of());
    }

    private static ApplyContext context(String workspace) {
        return new ApplyContext(
                workspace,
                "c0ffee",
                "Ada <ada@example.org>",
                blob -> new ByteArrayInputStream(blob.getBytes(UTF_8)));
    }
}
