package dev.plumbline.local.assets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.local.store.Database;
import dev.plumbline.platform.Health;
import dev.plumbline.platform.Observation;
import dev.plumbline.platform.Observed;
import dev.plumbline.platform.Owner;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.VersionedId;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AssetRegistryTest {
    private static final ResourceId FRAUD = new ResourceId(Kind.MODEL, "fraud");

    @TempDir private Path data;
    private Database database;
    private AssetRegistry registry;

    @BeforeEach
    void open() {
        database = Database.open(data);
        registry = new AssetRegistry(database.jdbi(), InstantSource.system(), "fraud/staging");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void whatIsRegisteredComesBackAsItWas() throws AssetConflictException {
        AssetVersion registered = registry.register(declared("7", "a"));

        assertThat(registry.find(new VersionedId(FRAUD, "7"))).contains(registered);
        assertThat(registered.owner()).map(Owner::commit).contains("c0ffee");
    }

    @Test
    void registeringTheSameAgainGivesTheSameVersion() throws AssetConflictException {
        AssetVersion first = registry.register(declared("7", "a"));

        assertThat(registry.register(declared("7", "a"))).isEqualTo(first);
        assertThat(registry.versions(FRAUD)).hasSize(1);
    }

    @Test
    void anotherContentUnderAVersionIsRefusedAndTheNextFreeOneNamed()
            throws AssetConflictException {
        registry.register(declared("7", "a"));

        assertThatThrownBy(() -> registry.register(declared("7", "b")))
                .isInstanceOf(AssetConflictException.class)
                .hasMessageContaining("model/fraud:7")
                .hasMessageContaining("declare version 8");
    }

    @Test
    void anAutomaticVersionFollowsTheGreatestInteger() throws AssetConflictException {
        registry.register(declared("9", "a"));
        registry.register(declared("10", "b"));
        registry.register(declared("2024-beta", "c"));

        assertThat(registry.register(automatic("d")).id().version()).isEqualTo("11");
    }

    @Test
    void anAutomaticVersionOfAKnownContentIsThatVersionAgain() throws AssetConflictException {
        registry.register(automatic("a"));
        registry.register(automatic("b"));

        assertThat(registry.register(automatic("a")).id().version()).isEqualTo("1");
    }

    @Test
    void anOutputOfARunIsRegisteredOnce() throws AssetConflictException {
        AssetVersion first = registry.register(fromRun("train-1", "a"));

        assertThat(registry.register(fromRun("train-1", "a"))).isEqualTo(first);
        assertThat(registry.register(fromRun("train-2", "a")).id().version()).isEqualTo("2");
        assertThat(first.metrics()).containsEntry("auc", 0.91);
    }

    @Test
    void manyThreadsThatRegisterOneContentGetOneVersion() throws Exception {
        assertThat(registerAtOnce(IntStream.range(0, 24).mapToObj(_ -> automatic("a"))))
                .containsOnly("1");
        assertThat(registry.versions(FRAUD)).hasSize(1);
    }

    @Test
    void manyThreadsThatRegisterDifferentContentsGetDifferentVersions() throws Exception {
        assertThat(
                        registerAtOnce(
                                IntStream.range(0, 24)
                                        .mapToObj(each -> automatic("content " + each))))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, 24).mapToObj(Integer::toString).toList());
    }

    @Test
    void cosmeticFieldsChangeInPlace() throws AssetConflictException {
        AssetVersion registered = registry.register(declared("7", "a"));
        Value.Fields renamed = new Value.Fields(Map.of("description", Value.text("better words")));

        assertThat(registry.updateFields(registered.id(), renamed, owner("beef"))).isTrue();

        assertThat(observed().version("7"))
                .hasValueSatisfying(version -> {
                    assertThat(version.live()).isEqualTo(renamed);
                    assertThat(version.digest()).isEqualTo(registered.digest());
                    assertThat(version.owner()).contains(owner("beef"));
                });
        assertThat(registry.updateFields(new VersionedId(FRAUD, "8"), renamed, owner("beef")))
                .isFalse();
    }

    @Test
    void anArchivedAssetKeepsItsVersionsAndComesBackWhenItIsRegistered()
            throws AssetConflictException {
        registry.register(declared("7", "a"));
        registry.archive(FRAUD);
        assertThat(observed().archived()).isTrue();
        assertThat(observed().versions()).hasSize(1);

        registry.register(declared("7", "a"));

        assertThat(observed().archived()).isFalse();
    }

    @Test
    void theObservationTellsTheRunThatRegisteredAVersion() throws AssetConflictException {
        registry.register(fromRun("train-1", "a"));

        assertThat(observed().version("1"))
                .map(Observed.Version::run)
                .contains(Optional.of("train-1"));
        assertThat(observed().version("1")).map(Observed.Version::health).contains(Health.HEALTHY);
    }

    /// Observations go on from the last one; whoever opens the data directory anew reads it all.
    @Test
    void anObservationIsThatOfARegistryThatIsReadAnewWhateverWasWrittenSinceTheLast()
            throws AssetConflictException {
        ResourceId churn = new ResourceId(Kind.MODEL, "churn");
        registry.register(declared("7", "a"));
        assertSameAsReadAnew();

        registry.register(declared("8", "b"));
        assertSameAsReadAnew();
        registry.updateFields(new VersionedId(FRAUD, "7"), Value.Fields.EMPTY, owner("beef"));
        assertSameAsReadAnew();
        registry.archive(FRAUD);
        assertSameAsReadAnew();
        assertThatThrownBy(() -> registry.register(declared("7", "c")))
                .isInstanceOf(AssetConflictException.class);
        registry.archive(churn);
        assertSameAsReadAnew();
    }

    private void assertSameAsReadAnew() {
        AssetRegistry anew =
                new AssetRegistry(database.jdbi(), InstantSource.system(), "fraud/staging");
        assertThat(registry.observe(_ -> Standing.HEALTHY))
                .isEqualTo(anew.observe(_ -> Standing.HEALTHY));
    }

    private Observed.Asset observed() {
        return new Observation(registry.observe(_ -> Standing.HEALTHY), Set.of())
                .asset(FRAUD)
                .orElseThrow();
    }

    private List<String> registerAtOnce(Stream<Registration> registrations)
            throws InterruptedException, ExecutionException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<String>> calls =
                    registrations
                            .<Callable<String>>map(
                                    each -> () -> registry.register(each).id().version())
                            .toList();
            List<String> versions = new ArrayList<>();
            for (Future<String> version : threads.invokeAll(calls)) {
                versions.add(version.get());
            }
            return versions;
        }
    }

    private static Registration declared(String version, String content) {
        return registration(Optional.of(version), content, Optional.empty());
    }

    private static Registration automatic(String content) {
        return registration(Optional.empty(), content, Optional.empty());
    }

    private static Registration fromRun(String run, String content) {
        return registration(
                Optional.empty(), content, Optional.of(new AssetVersion.Origin(run, "model")));
    }

    private static Registration registration(
            Optional<String> version, String content, Optional<AssetVersion.Origin> origin) {
        return new Registration(
                FRAUD,
                version,
                Digest.ofText(content),
                new Value.Fields(Map.of("description", Value.text("words"))),
                "custom_model",
                Optional.empty(),
                Optional.empty(),
                origin.isPresent() ? Optional.empty() : Optional.of(owner("c0ffee")),
                origin,
                origin.isPresent() ? Map.of("auc", 0.91) : Map.of());
    }

    private static Owner owner(String commit) {
        return new Owner(
                "fraud/staging", FRAUD, commit, "models/fraud.yml", Digest.ofText("meaning"));
    }
}
