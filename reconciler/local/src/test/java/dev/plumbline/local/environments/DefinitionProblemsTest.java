package dev.plumbline.local.environments;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionProblemsTest {
    @Test
    void brokenYamlIsNamedWithItsPlace() {
        assertThatThrownBy(() ->
                        Environments.key(
                                Definitions.conda("dependencies:\n  - python=3.11\n - pip\n")))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageStartingWith("conda file: line 3, column 2: ");
    }

    @Test
    void aKeyWrittenTwiceIsRefused() {
        assertThatThrownBy(() ->
                        Environments.key(
                                Definitions.conda("dependencies: []\ndependencies: [pip]\n")))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("dependencies");
    }

    @Test
    void aDependencyWrittenAsAMappingIsToldHowItIsWritten() {
        assertThatThrownBy(() ->
                        Environments.key(Definitions.conda("dependencies:\n  - python: 3.11\n")))
                .hasMessageContaining("\"{python=3.11}\" under `dependencies` is no package")
                .hasMessageContaining("`- numpy=2.1`");
    }

    @Test
    void dependenciesThatAreNoListAreRefused() {
        assertThatThrownBy(() -> Environments.key(Definitions.conda("dependencies: numpy\n")))
                .hasMessage("conda file: `dependencies` is \"numpy\"; it must be a list");
    }

    @Test
    void anArbitraryYamlTagIsNotConstructed() {
        assertThatThrownBy(() ->
                        Environments.key(
                                Definitions.conda("!!java.net.URL [\"http://127.0.0.1\"]\n")))
                .isInstanceOf(EnvironmentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"=2.7", "=3.7", "!=3.9", ">=3.12,<3.10", "=three"})
    void aPythonThatCannotBeUsedIsNamed(String constraint) {
        assertThatThrownBy(() -> PythonRequest.parse(constraint))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("\"python" + constraint + "\"")
                .hasMessageContaining("python=3.11");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-r base.txt", "--requirement=base.txt", "-c limits.txt", "-rbase.txt"})
    void otherFilesAreRefused(String line) {
        assertThatThrownBy(() -> Environments.key(Definitions.requirements("numpy\n" + line)))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("\"" + line + "\" refers to another file");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-e .",
                "./package",
                "../lib",
                "packages/mine",
                "--editable=./x",
                "/srv/a-1.0-py3-none-any.whl"
            })
    void pathsAreRefused(String line) {
        assertThatThrownBy(() -> Environments.key(Definitions.requirements(line)))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("\"" + line + "\" is a path");
    }
}
