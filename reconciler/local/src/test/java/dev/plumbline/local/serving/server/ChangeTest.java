package dev.plumbline.local.serving.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.local.serving.Routes;
import dev.plumbline.local.serving.RoutesFixture;
import dev.plumbline.local.serving.ServingStatus.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangeTest {
    private static final Path NOWHERE = Path.of("no-such-model");

    @TempDir Path directory;
    private ServerFixture fixture;

    @BeforeEach
    void serve() throws IOException {
        fixture = new ServerFixture(directory);
    }

    @AfterEach
    void end() {
        fixture.close();
    }

    @Test
    void noRequestFailsWhileModelsAreSwapped() throws Exception {
        fixture.applyAndWait(blue("b0", fixture.model(1)));
        try (Load load = new Load(fixture.client, 4)) {
            for (int generation = 1; generation <= 20; generation++) {
                fixture.applyAndWait(blue("b" + generation, fixture.model(generation)));
            }
            fixture.applyAndWait(blue("last", fixture.model(77)));
            load.awaitAnswer("[77.0]");

            assertThat(load.failures()).isEmpty();
            assertThat(load.answered()).isPositive();
        }
    }

    @Test
    void noRequestFailsWhileTrafficShifts() throws Exception {
        try (Load load = startedOnBlue()) {
            for (int green = 0; green <= 100; green += 5) {
                fixture.apply(both().traffic("blue", 100 - green).traffic("green", green).routes());
            }
            load.awaitAnswer("[20.0]");
            fixture.applyAndWait(
                    new RoutesFixture()
                            .deployment("green", "g1", fixture.model(20))
                            .traffic("green", 100));

            assertThat(fixture.client.score().body()).isEqualTo("[20.0]");
            assertThat(load.failures()).isEmpty();
        }
    }

    @Test
    void aDeploymentThatIsReplacedInOneStepAnswersUntilTheOtherIsReady() throws Exception {
        try (Load load = startedOnBlue()) {
            for (int i = 0; i < 10; i++) {
                fixture.applyAndWait(
                        new RoutesFixture()
                                .deployment("green", "g" + i, fixture.model(20))
                                .traffic("green", 100));
                fixture.applyAndWait(blue("b" + i, fixture.model(10)));
            }

            assertThat(load.failures()).isEmpty();
        }
    }

    @Test
    void weightsStayUntilEveryDeploymentTheyNameIsReady() throws Exception {
        fixture.applyAndWait(blue("b1", fixture.model(10)));

        fixture.apply(blueAnd("green", NOWHERE).traffic("blue", 50).traffic("green", 50).routes());
        fixture.awaitState("green", State.FAILED);

        assertThat(fixture.endpoint().traffic()).isEqualTo(Map.of("blue", 100));
        assertThat(fixture.status("green").message())
                .hasValueSatisfying(m -> assertThat(m).contains("no model at"));
        assertThat(fixture.client.score("azureml-model-deployment", "green").statusCode())
                .isEqualTo(503);
        assertThat(fixture.client.score().body()).isEqualTo("[10.0]");
    }

    @Test
    void aDeploymentThatLeavesStaysWhileItsReplacementIsBroken() throws Exception {
        fixture.applyAndWait(blue("b1", fixture.model(10)));

        fixture.apply(
                new RoutesFixture()
                        .deployment("green", "g1", NOWHERE)
                        .traffic("green", 100)
                        .routes());
        fixture.awaitState("green", State.FAILED);

        assertThat(fixture.status("blue").state()).isEqualTo(State.LEAVING);
        assertThat(fixture.client.score().body()).isEqualTo("[10.0]");
    }

    @Test
    void aBrokenGenerationLeavesTheOldOneAnswering() throws Exception {
        fixture.applyAndWait(blue("b1", fixture.model(10)));

        fixture.apply(blue("b2", NOWHERE).routes());
        fixture.awaitState("blue", State.FAILED);

        assertThat(fixture.status("blue").serving()).contains("b1");
        assertThat(fixture.client.score().body()).isEqualTo("[10.0]");
    }

    @Test
    void aNewServerBeginsWithWhatWasInForce() throws Exception {
        fixture.applyAndWait(blue("b1", fixture.model(10)));
        fixture.apply(blue("b2", NOWHERE).routes());
        fixture.awaitState("blue", State.FAILED);

        fixture.close();
        fixture = new ServerFixture(directory);
        fixture.awaitServing("blue", "b1");
        fixture.awaitState("blue", State.FAILED);

        assertThat(fixture.client.score().body()).isEqualTo("[10.0]");
    }

    @Test
    void whatFailedIsTriedAgainWithTheNextReload() throws Exception {
        Path late = directory.resolve("late");
        fixture.apply(blue("b1", late).routes());
        fixture.awaitState("blue", State.FAILED);

        Files.move(fixture.model(10), late);
        fixture.server.reload();

        fixture.awaitState("blue", State.READY);
        assertThat(fixture.client.score().body()).isEqualTo("[10.0]");
    }

    @Test
    void anEndpointThatHasNothingLoadedSaysSo() throws Exception {
        fixture.apply(blue("b1", NOWHERE).routes());
        fixture.awaitState("blue", State.FAILED);

        assertThat(fixture.client.score().statusCode()).isEqualTo(503);
        assertThat(fixture.client.get("/").statusCode()).isEqualTo(503);
    }

    @Test
    void aRemovedEndpointIsGone() throws Exception {
        fixture.applyAndWait(blue("b1", fixture.model(10)));

        fixture.apply(Routes.NONE);

        assertThat(fixture.client.score().statusCode()).isEqualTo(404);
        assertThat(fixture.server.status().endpoints()).isEmpty();
    }

    @Test
    void invalidRoutesChangeNothing() throws Exception {
        fixture.applyAndWait(blue("b1", fixture.model(10)));
        Files.writeString(directory.resolve("serving/routes.json"), "{\"endpoints\": 7}");

        assertThat(fixture.server.reload())
                .hasValueSatisfying(problem -> assertThat(problem).contains("no valid routes"));

        assertThat(fixture.client.score().body()).isEqualTo("[10.0]");
        assertThat(Objects.requireNonNull(fixture.server.status()).problem()).isPresent();
    }

    private Load startedOnBlue() throws IOException {
        fixture.applyAndWait(both().traffic("blue", 100));
        return new Load(fixture.client, 4);
    }

    private RoutesFixture both() throws IOException {
        return blueAnd("green", fixture.model(20));
    }

    private RoutesFixture blueAnd(String other, Path model) throws IOException {
        return new RoutesFixture()
                .deployment("blue", "b1", fixture.model(10))
                .deployment(other, "g1", model);
    }

    private static RoutesFixture blue(String generation, Path model) {
        return new RoutesFixture().deployment("blue", generation, model).traffic("blue", 100);
    }
}
