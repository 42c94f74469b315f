package dev.plumbline.local.environments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow") // fetches uv from the index of packages
class UvToolchainTest {
    @TempDir private Path folder;

    private final List<String> progress = new ArrayList<>();

    @Test
    void uvOnThePathTakesThePlaceOfVenvAndPip() throws Exception {
        PythonEnvironment uv =
                new Environments(folder.resolve("tools"), EnvironmentOptions.defaults())
                        .realise(Definitions.requirements("uv"), _ -> {});
        Map<String, String> variables = new HashMap<>(System.getenv());
        variables.keySet().removeIf(name -> name.startsWith("PIP_") || name.startsWith("UV_"));
        variables.merge(
                "PATH", uv.root().resolve("bin").toString(), (path, bin) -> bin + ":" + path);
        Environments environments =
                new Environments(
                        folder.resolve("cache"),
                        EnvironmentOptions.defaults().withVariables(variables));
        EnvironmentDefinition there =
                new TestingWheel("plumb_probe", "1.0").in(folder.resolve("wheels"));
        EnvironmentDefinition missing =
                Definitions.requirements(
                        there.requirements().orElseThrow().replace("==1.0", "==9"));

        PythonEnvironment built = environments.realise(there, progress::add);

        assertThat(built.lock()).contains("plumb-probe==1.0");
        assertThat(built.root().resolve("build.log")).content().contains("/uv pip install ");
        assertThat(progress).anyMatch(line -> line.startsWith("installed 1 package in"));
        assertThatThrownBy(() -> environments.realise(missing, progress::add))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("there is no version of plumb-probe==9");
    }
}
