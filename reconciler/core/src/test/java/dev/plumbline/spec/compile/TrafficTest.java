package dev.plumbline.spec.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.resource.Value.Num;
import dev.plumbline.spec.TestingSpecs;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Traffic as an endpoint's document declares it.
class TrafficTest {
    @TempDir Path folder;
    private TestingSpecs specs;

    @BeforeEach
    void write() {
        specs = new TestingSpecs(folder);
        deployment("blue");
    }

    private void deployment(String name) {
        specs.spec(
                name + ".yml",
                "managedOnlineDeployment",
                "endpoint_name: fraud\nmodel: azureml:fraud:1\ninstance_type: x\nname: "
                        + name
                        + "\n");
    }

    private void endpoint(String lines) {
        specs.spec("endpoint.yml", "managedOnlineEndpoint", "name: fraud\n" + lines + "\n");
    }

    @Test
    void trafficIsAResourceOfItsOwnAfterWhatItNames() {
        endpoint("traffic: {blue: 100}");

        assertThat(specs.ids())
                .containsExactly(
                        "online-endpoint/fraud", "online-deployment/fraud/blue", "traffic/fraud");
        assertThat(specs.resource("online-endpoint/fraud").spec().has("traffic")).isFalse();
        assertThat(specs.value("traffic/fraud", "traffic", "blue")).isEqualTo(Num.of(100));
    }

    @ParameterizedTest
    @CsvSource({"'blue: 90', 90", "'blue: \"90\"', 90", "'blue: 90, green: 20', 110"})
    void weightsMustSumToAHundredHoweverTheyAreWritten(String weights, String sum) {
        deployment("green");
        endpoint("traffic: {" + weights + "}");

        assertThat(specs.problems())
                .containsExactly(
                        "endpoint.yml:3:10: traffic sums to "
                                + sum
                                + "; the weights must sum to 100, or to 0 for no traffic");
    }

    @Test
    void weightsInQuotesAreTheSameWeights() {
        endpoint("traffic: {blue: ' 100 '}");

        assertThat(specs.problems()).isEmpty();
        assertThat(specs.value("traffic/fraud", "traffic", "blue")).isEqualTo(Num.of(100));
    }

    @Test
    void aDeploymentThatNoFileDeclaresIsAnErrorUnlessItGetsNothing() {
        endpoint("traffic: {blue: 0, green: 100}");
        assertThat(specs.problems())
                .containsExactly(
                        "endpoint.yml:3:27: traffic names the deployment \"green\", which no file declares for this endpoint; it has blue");

        endpoint("traffic: {blue: 100, green: 0}");
        assertThat(specs.problems()).isEmpty();
    }

    @Test
    void theOnlyDeploymentGetsUndeclaredTrafficWhenItIsCreated() {
        endpoint("description: x");

        assertThat(specs.value("traffic/fraud", "initial_traffic", "blue")).isEqualTo(Num.of(100));
    }

    @Test
    void undeclaredTrafficOfManyIsLeftAloneWithAWarning() {
        deployment("green");
        endpoint("description: x");

        assertThat(specs.ids()).doesNotContain("traffic/fraud");
        assertThat(specs.load().isValid()).isTrue();
        assertThat(specs.problems())
                .containsExactly(
                        "endpoint.yml:1:1: online-endpoint/fraud has 2 deployments and declares no traffic, so traffic is left as it is; declare `traffic`");
    }
}
