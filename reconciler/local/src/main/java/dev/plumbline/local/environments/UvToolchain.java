package dev.plumbline.local.environments;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// uv in the place of venv and pip.
///
/// @param variables the user's, of which pip's own are told to uv in its words
record UvToolchain(Path uv, Interpreter interpreter, Map<String, String> variables)
        implements Toolchain {
    private static final Pattern UNDERSTOOD =
            Pattern.compile(
                    "(-i|--index-url|--extra-index-url|-f|--find-links|--no-index|--no-binary|--only-binary)\\b.*");
    private static final Map<String, String> WORDS =
            Map.of(
                    "PIP_INDEX_URL", "UV_DEFAULT_INDEX",
                    "PIP_EXTRA_INDEX_URL", "UV_INDEX",
                    "PIP_FIND_LINKS", "UV_FIND_LINKS",
                    "PIP_NO_INDEX", "UV_NO_INDEX",
                    "PIP_CERT", "SSL_CERT_FILE");

    /// Whether uv takes all options of a requirements file as pip does.
    static boolean understands(PipRequirements requirements) {
        return requirements.options().stream().allMatch(UNDERSTOOD.asMatchPredicate());
    }

    @Override
    public void build(Recipe recipe, Workbench bench) throws IOException, InterruptedException {
        bench.progress("creating a virtual environment with Python " + interpreter.version());
        Map<String, String> words = words();
        String python = interpreter.executable().toString();
        bench.run(
                List.of(uv.toString(), "venv", "--python", python, bench.root().toString()), words);
        if (!recipe.pip().packages().isEmpty()) {
            String file = bench.input(".requirements.txt", recipe.pip().text()).toString();
            bench.run(
                    List.of(
                            uv.toString(),
                            "pip",
                            "install",
                            "--python",
                            bench.python().toString(),
                            "-r",
                            file),
                    words);
        }
    }

    @Override
    public Optional<String> note(Recipe recipe) {
        return interpreter.note(recipe.python());
    }

    private Map<String, String> words() {
        Map<String, String> words = new HashMap<>();
        WORDS.forEach((pip, own) -> {
            String value = variables.get(pip);
            if (value != null && !variables.containsKey(own)) {
                words.put(own, value);
            }
        });
        if (!variables.containsKey("UV_INDEX_STRATEGY")) {
            words.put(
                    "UV_INDEX_STRATEGY",
                    "unsafe-best-match"); // what several indexes mean to pip, and so in these files
        }
        return words;
    }
}
