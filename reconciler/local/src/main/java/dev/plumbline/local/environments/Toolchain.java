package dev.plumbline.local.environments;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// What makes an environment: conda's family where the recipe needs it, otherwise uv where it is
/// installed, otherwise the interpreter's own venv and pip.
sealed interface Toolchain permits CondaToolchain, UvToolchain, VenvToolchain {
    /// Makes the environment in the workbench's root, which does not exist before.
    void build(Recipe recipe, Workbench bench) throws IOException, InterruptedException;

    /// What a person should know about the choice.
    Optional<String> note(Recipe recipe);

    static Toolchain choose(Recipe recipe, EnvironmentOptions options)
            throws EnvironmentException, InterruptedException {
        if (!recipe.conda().isEmpty()) {
            return Stream.of("micromamba", "mamba", "conda")
                    .flatMap(name -> options.program(name).stream())
                    .findFirst()
                    .map(CondaToolchain::new)
                    .orElseThrow(() -> withoutConda(recipe));
        }
        Interpreter interpreter = new Interpreters(options).choose(recipe.python());
        Optional<Path> uv =
                options.program("uv").filter(_ -> UvToolchain.understands(recipe.pip()));
        if (uv.isPresent()) {
            return new UvToolchain(uv.get(), interpreter, options.variables());
        }
        return new VenvToolchain(interpreter);
    }

    private static EnvironmentException withoutConda(Recipe recipe) {
        return new EnvironmentException(
                "the conda file asks for %s from conda, and neither micromamba, mamba nor conda is on PATH; install micromamba (https://mamba.readthedocs.io), or move what exists on PyPI under `- pip:`"
                        .formatted(String.join(", ", recipe.conda())));
    }
}
