package dev.plumbline.spec.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.spec.TestingSpecs;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleaseFromTest {
    @TempDir Path folder;
    private TestingSpecs specs;

    @BeforeEach
    void write() {
        specs = new TestingSpecs(folder).spec("fraud.yml", "model", "name: fraud\n");
    }

    private TestingSpecs workspaces(String... entries) {
        return specs.file(
                "plumbline.yml", "workspaces:\n  - " + String.join("\n  - ", entries) + "\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{name: prod, release_from: stagin} | {name: staging} | plumbline.yml:2:32: \"stagin\" is no workspace of this file; did you mean \"staging\"?",
                "{name: staging} | {name: prod, release_from: elsewhere} | plumbline.yml:3:32: \"elsewhere\" is no workspace of this file; it declares staging",
                "{name: staging} | {name: prod, release_from: prod} | plumbline.yml:3:32: \"prod\" is the workspace itself; name the workspace that is released before it, or remove release_from",
                "{name: a, release_from: b} | {name: b, release_from: a} | plumbline.yml:2:29: these release from one another in a circle: a from b from a; remove one release_from",
            })
    void aWorkspaceThatCannotBeReleasedFromIsAnErrorAtItsPlace(
            String first, String second, String problem) {
        assertThat(workspaces(first, second).problems()).containsExactly(problem);
    }

    @Test
    void aLongerCircleIsToldOnce() {
        assertThat(
                        workspaces(
                                        "{name: a, release_from: b}",
                                        "{name: b, release_from: c}",
                                        "{name: c, release_from: a}")
                                .problems())
                .containsExactly(
                        "plumbline.yml:2:29: these release from one another in a circle: a from b from c from a; remove one release_from");
    }

    @Test
    void aChainIsGood() {
        assertThat(
                        workspaces(
                                        "{name: eu, release_from: prod}",
                                        "{name: prod, release_from: staging}",
                                        "{name: staging}")
                                .problems())
                .isEmpty();
    }

    @Test
    void whatOnlyTheOtherWorkspacesJobsMakeIsNoError() {
        specs.spec(
                "prod/blue.yml",
                "managedOnlineDeployment",
                """
                name: blue
                endpoint_name: fraud
                model: azureml:trained@latest
                instance_type: Standard_DS3_v2
                instance_count: 1
                """);
        specs.spec("prod/endpoint.yml", "managedOnlineEndpoint", "name: fraud\nauth_mode: key\n");

        assertThat(
                        workspaces(
                                        "{name: staging, include: [fraud.yml]}",
                                        "{name: prod, release_from: staging, include: [\"prod/**\"]}")
                                .problems())
                .isEmpty();
    }
}
