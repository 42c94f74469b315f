package dev.plumbline.local.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoutesTest {
    @TempDir Path directory;

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        Routes routes = routes(Map.of("blue", 100));

        routes.write(directory);

        assertThat(Routes.read(directory)).isEqualTo(routes);
    }

    @Test
    void onlyTheOwnerMayReadThemBecauseTheyHoldKeys() throws IOException {
        routes(Map.of()).write(directory);

        assertThat(Files.getPosixFilePermissions(directory.resolve("routes.json")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void writingLeavesNothingElseBehind() throws IOException {
        routes(Map.of()).write(directory);
        routes(Map.of("blue", 100)).write(directory);

        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).containsExactly(directory.resolve("routes.json"));
        }
    }

    @Test
    void withoutAFileThereAreNoRoutes() throws IOException {
        assertThat(Routes.read(directory)).isEqualTo(Routes.NONE);
    }

    @Test
    void aBrokenFileIsAnErrorThatNamesIt() throws IOException {
        Files.writeString(directory.resolve("routes.json"), "{\"endpoints\": {\"a\"");

        assertThatThrownBy(() -> Routes.read(directory))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("routes.json holds no valid routes");
    }

    @Test
    void trafficSumsToNothingOrToAHundred() {
        assertThatThrownBy(() -> routes(Map.of("blue", 90)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sums to 90");
    }

    @Test
    void trafficGoesToDeploymentsThatAreThere() {
        assertThatThrownBy(() -> routes(Map.of("green", 100)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"green\"");
    }

    @Test
    void keysShowInNoText() {
        assertThat(routes(Map.of()).toString())
                .doesNotContain("secret-one")
                .doesNotContain("secret-two");
    }

    private Routes routes(Map<String, Integer> traffic) {
        Routes.Deployment blue =
                new Routes.Deployment(
                        "blue", "v1:a", directory, "fraud", "3", 5_000, 1, 1, Map.of("A", "b"));
        return new Routes(
                Map.of(
                        "fraud",
                        new Routes.Endpoint(
                                "fraud",
                                Routes.AuthMode.KEY,
                                "secret-one",
                                "secret-two",
                                traffic,
                                Map.of("blue", blue))));
    }
}
