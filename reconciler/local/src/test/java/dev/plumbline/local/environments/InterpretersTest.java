package dev.plumbline.local.environments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterpretersTest {
    @TempDir private Path folder;

    @Test
    void withoutAnyPythonTheMessageSaysWhatToInstall() {
        Environments environments = new Environments(folder.resolve("cache"), withoutPrograms());

        assertThatThrownBy(() ->
                        environments.realise(
                                Definitions.conda("dependencies: [python=3.11, pip]\n"), _ -> {}))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageStartingWith("no Python interpreter found for Python 3.11")
                .hasMessageContaining(
                        "install Python 3.11 with its venv module, or put it on PATH");
    }

    @Test
    void packagesOfCondaWithoutCondaAreNamed() {
        Environments environments = new Environments(folder.resolve("cache"), withoutPrograms());

        assertThatThrownBy(() ->
                        environments.realise(
                                Definitions.conda(
                                        "dependencies: [python=3.11, cudatoolkit=11.8, libblas]\n"),
                                _ -> {}))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("asks for cudatoolkit=11.8, libblas from conda")
                .hasMessageContaining("install micromamba")
                .hasMessageContaining("under `- pip:`");
    }

    @Test
    void aStrictChoiceRefusesAnotherMinorVersion() throws Exception {
        PythonRequest future = PythonRequest.parse("=3.99");
        Interpreters strict =
                new Interpreters(EnvironmentOptions.defaults().withPython(PythonChoice.STRICT));

        assertThatThrownBy(() -> strict.choose(future))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("Python 3.99")
                .hasMessageContaining("(found 3.");
    }

    @Test
    void anyPythonIsTheOneThatTheMachineCallsPython() throws Exception {
        Interpreter chosen =
                new Interpreters(EnvironmentOptions.defaults()).choose(PythonRequest.ANY);

        assertThat(chosen.executable()).isExecutable();
        assertThat(chosen.note(PythonRequest.ANY)).isEmpty();
    }

    private EnvironmentOptions withoutPrograms() {
        Map<String, String> variables = new HashMap<>(System.getenv());
        variables.put("PATH", folder.resolve("empty").toString());
        return EnvironmentOptions.defaults().withVariables(variables);
    }
}
