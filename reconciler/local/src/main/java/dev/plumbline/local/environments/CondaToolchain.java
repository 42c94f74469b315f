package dev.plumbline.local.environments;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// micromamba, mamba or conda, with a file that holds the recipe's normal form.
record CondaToolchain(Path program) implements Toolchain {
    private static final Map<String, String> NO_QUESTIONS =
            Map.of("CONDA_ALWAYS_YES", "true", "MAMBA_ALWAYS_YES", "true");

    @Override
    public void build(Recipe recipe, Workbench bench) throws IOException, InterruptedException {
        String name = program.getFileName().toString();
        bench.progress("resolving with " + name);
        String file = bench.input(".conda.yml", text(recipe)).toString();
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(
                name.equals("micromamba") ? List.of("create", "--yes") : List.of("env", "create"));
        command.addAll(List.of("--prefix", bench.root().toString(), "--file", file));
        bench.run(command, NO_QUESTIONS);
    }

    @Override
    public Optional<String> note(Recipe recipe) {
        return Optional.empty(); // conda brings the very Python that was asked for
    }

    /// The recipe as a conda file; JSON, because that is YAML whose quoting leaves no doubt.
    private static String text(Recipe recipe) {
        ObjectNode file = JsonMapper.shared().createObjectNode();
        if (!recipe.channels().isEmpty()) {
            ArrayNode channels = file.putArray("channels");
            recipe.channels().forEach(channels::add);
        }
        ArrayNode dependencies = file.putArray("dependencies");
        dependencies.add("python" + recipe.python().text());
        recipe.conda().forEach(dependencies::add);
        if (!recipe.pip().packages().isEmpty()) {
            dependencies.add("pip");
            ArrayNode pip = dependencies.addObject().putArray("pip");
            recipe.pip().options().forEach(pip::add);
            recipe.pip().packages().forEach(pip::add);
        }
        return file.toPrettyString();
    }
}
