package dev.plumbline.local.environments;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `python -m venv` and pip.
record VenvToolchain(Interpreter interpreter) implements Toolchain {
    @Override
    public void build(Recipe recipe, Workbench bench) throws IOException, InterruptedException {
        bench.progress("creating a virtual environment with Python " + interpreter.version());
        bench.run(
                List.of(interpreter.executable().toString(), "-m", "venv", bench.root().toString()),
                Map.of());
        if (!recipe.pip().packages().isEmpty()) {
            String file = bench.input(".requirements.txt", recipe.pip().text()).toString();
            bench.run(
                    List.of(bench.python().toString(), "-m", "pip", "install", "-r", file),
                    Map.of());
        }
    }

    @Override
    public Optional<String> note(Recipe recipe) {
        return interpreter.note(recipe.python());
    }
}
