package dev.plumbline.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.platform.ApplyContext;
import dev.plumbline.platform.Change;
import dev.plumbline.platform.Observed;
import dev.plumbline.platform.Outcome;
import dev.plumbline.platform.Scope;
import dev.plumbline.platform.ship.Cargo;
import dev.plumbline.platform.ship.Provenance;
import dev.plumbline.platform.ship.Provenance.RunOutput;
import dev.plumbline.platform.ship.Shipment;
import dev.plumbline.platform.ship.ShipmentRefusedException;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.Resource;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Source;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.resource.VersionedId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Versions leave a workspace and enter another, of the same data directory and of another one.
final class ShippingTest {
    private static final String STAGING = "fraud/staging";
    private static final String PROD = "fraud/prod";
    private static final VersionedId MODEL =
            new VersionedId(new ResourceId(Kind.MODEL, "scorer"), "3");
    private static final Digest MEANING = Digest.ofText("scorer");

    @TempDir private Path folder;
    private LocalPlatform platform;
    private LocalPlatform elsewhere;

    @BeforeEach
    void open() {
        platform = open("here");
        elsewhere = open("elsewhere");
        assertThat(platform.start(registration(), context(STAGING)))
                .isEqualTo(new Outcome.Applied(Optional.of("3")));
    }

    private LocalPlatform open(String name) {
        return LocalPlatform.open(
                LocalOptions.in(folder.resolve(name), 0, URI.create("http://127.0.0.1:9"))
                        .withEnvironments(folder.resolve("environments")),
                () -> {},
                _ -> {});
    }

    @AfterEach
    void close() throws Exception {
        for (LocalPlatform each : List.of(platform, elsewhere)) {
            each.stopServing();
            each.close();
        }
    }

    @Test
    void aVersionKeepsItsNumberItsMeaningAndItsContent() throws Exception {
        assertThat(ship(elsewhere, shipment())).isEqualTo(new Outcome.Applied(Optional.of("3")));

        Observed.Version version = version(elsewhere);
        assertThat(version.digest()).contains(MEANING);
        assertThat(version.owner().orElseThrow().workspace()).isEqualTo(PROD);
        assertThat(content(elsewhere)).isEqualTo(Map.of("a/b.txt", "b", "c.txt", "c"));
    }

    @Test
    void aWorkspaceOfTheSameDataDirectoryReadsNoContent() {
        AtomicInteger opened = new AtomicInteger();

        ship(platform, counting(shipment(), opened));

        assertThat(opened).hasValue(0);
        assertThat(version(platform).digest()).contains(MEANING);
    }

    @Test
    void shippingAgainChangesNothing() {
        ship(elsewhere, shipment());
        AtomicInteger opened = new AtomicInteger();

        assertThat(ship(elsewhere, counting(shipment(), opened)))
                .isEqualTo(new Outcome.Applied(Optional.of("3")));

        assertThat(opened).hasValue(0);
        assertThat(elsewhere.observe(new Scope(PROD)).asset(MODEL.id()).orElseThrow().versions())
                .hasSize(1);
    }

    @Test
    void theWorkspaceThatRegisteredItIsKnownAfterItWasShippedTwice() {
        ship(elsewhere, shipment());

        Shipment again = elsewhere.ship(new Scope(PROD), MODEL);

        assertThat(again.provenance())
                .isEqualTo(new Provenance(STAGING, Optional.of("c0ffee"), Optional.empty()));
    }

    @Test
    void theRunThatRegisteredItStandsInEveryWorkspace() {
        Shipment of =
                with(
                        new Provenance(
                                STAGING,
                                Optional.of("c0ffee"),
                                Optional.of(new RunOutput("run-1", "model"))),
                        shipment().cargo());
        ship(platform, of);
        ship(elsewhere, of);

        assertThat(version(platform).run()).contains("run-1");
        assertThat(version(elsewhere).run()).contains("run-1");
    }

    @Test
    void contentThatArrivesOtherwiseFails() {
        Shipment sent = shipment();
        List<Cargo.Item> items =
                sent.cargo().orElseThrow().items().stream()
                        .map(item ->
                                new Cargo.Item(
                                        item.path(),
                                        item.digest(),
                                        item.bytes(),
                                        item.executable(),
                                        () -> new ByteArrayInputStream("other".getBytes(UTF_8))))
                        .toList();

        Outcome outcome =
                ship(elsewhere, with(sent.provenance(), Optional.of(new Cargo(true, items))));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> {
                            assertThat(failed.cause())
                                    .contains("model/scorer:3", STAGING, "a/b.txt arrived as");
                            assertThat(failed.retryable()).isFalse();
                        });
        assertThat(elsewhere.observe(new Scope(PROD)).resources()).isEmpty();
    }

    @Test
    void aVersionThatIsThereWithOtherContentIsStalled() {
        elsewhere.start(registration(), context(PROD));

        Outcome outcome =
                ship(
                        elsewhere,
                        new Shipment(
                                MODEL,
                                Digest.ofText("another"),
                                "custom_model",
                                Fields.EMPTY,
                                Optional.empty(),
                                Optional.empty(),
                                shipment().provenance(),
                                Map.of()));

        assertThat(outcome).isInstanceOf(Outcome.Stalled.class);
        assertThat(version(elsewhere).digest()).contains(MEANING);
    }

    @Test
    void whatIsNotThereIsRefused() {
        assertThatThrownBy(() -> platform.ship(new Scope(PROD), MODEL))
                .isInstanceOf(ShipmentRefusedException.class)
                .hasMessage(
                        "model/scorer:3 is not registered in fraud/prod any more; release another version there");
    }

    private Shipment shipment() {
        return platform.ship(new Scope(STAGING), MODEL);
    }

    private static Outcome ship(LocalPlatform platform, Shipment shipment) {
        TreeMap<String, Digest> versions =
                new TreeMap<>(Map.of(shipment.asset().version(), shipment.digest()));
        return platform.start(
                new Change.Ship(MODEL.id(), "spec.yml", versions),
                context(PROD).with(List.of(shipment)));
    }

    private static Shipment counting(Shipment shipment, AtomicInteger opened) {
        Cargo cargo = shipment.cargo().orElseThrow();
        return with(
                shipment.provenance(),
                Optional.of(
                        new Cargo(
                                cargo.folder(),
                                cargo.items().stream()
                                        .map(item ->
                                                new Cargo.Item(
                                                        item.path(),
                                                        item.digest(),
                                                        item.bytes(),
                                                        item.executable(),
                                                        () -> {
                                                            opened.incrementAndGet();
                                                            return item.opening().open();
                                                        }))
                                        .toList())));
    }

    private static Shipment with(Provenance provenance, Optional<Cargo> cargo) {
        return new Shipment(
                MODEL,
                MEANING,
                "custom_model",
                Fields.EMPTY,
                Optional.empty(),
                cargo,
                provenance,
                Map.of());
    }

    private static Observed.Version version(LocalPlatform platform) {
        return platform.observe(new Scope(PROD))
                .asset(MODEL.id())
                .flatMap(asset -> asset.version(MODEL.version()))
                .orElseThrow();
    }

    private static Map<String, String> content(LocalPlatform platform) throws IOException {
        Path root =
                platform.artifacts()
                        .open(
                                platform.assets(PROD)
                                        .find(MODEL)
                                        .orElseThrow()
                                        .artifact()
                                        .orElseThrow()
                                        .digest());
        return Map.of(
                "a/b.txt", Files.readString(root.resolve("a/b.txt")),
                "c.txt", Files.readString(root.resolve("c.txt")));
    }

    private static Change registration() {
        Value content =
                new Value.Content(
                        "model",
                        Digest.ofText("model"),
                        List.of(
                                new Value.ContentFile("a/b.txt", "b", true),
                                new Value.ContentFile("c.txt", "c", false)));
        Resource resource =
                new Resource(
                        MODEL.id(),
                        new Source("spec.yml", 1),
                        Optional.of(MODEL.version()),
                        new Fields(Map.of("path", content)),
                        List.of());
        return new Change.Create(resource, MEANING, Optional.of(MODEL.version()));
    }

    private static ApplyContext context(String workspace) {
        return new ApplyContext(
                workspace,
                "c0ffee",
                "Ada <ada@example.org>",
                blob -> new ByteArrayInputStream(blob.getBytes(UTF_8)));
    }
}
