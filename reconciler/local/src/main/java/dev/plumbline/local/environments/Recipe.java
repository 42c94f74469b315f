package dev.plumbline.local.environments;

import dev.plumbline.resource.Digest;
import java.util.List;
import java.util.Optional;

/// What an environment definition means, and all that its build is made from: the same key is
/// always the same build.
///
/// @param channels conda's channels; empty where nothing comes from conda
/// @param conda packages that only conda can install
/// @param pip what pip installs
record Recipe(
        PythonRequest python, List<String> channels, List<String> conda, PipRequirements pip) {
    Recipe {
        channels = List.copyOf(channels);
        conda = List.copyOf(conda);
    }

    /// Reads a definition; a conda file goes before requirements.
    static Recipe of(EnvironmentDefinition definition) throws EnvironmentException {
        Optional<String> conda = definition.condaFile();
        if (conda.isPresent()) {
            CondaFile file = CondaFile.parse(conda.get());
            List<String> channels = file.packages().isEmpty() ? List.of() : file.channels();
            return new Recipe(file.python(), channels, file.packages(), file.pip());
        }
        PipRequirements pip = PipRequirements.parse(definition.requirements().orElse(""));
        return new Recipe(PythonRequest.ANY, List.of(), List.of(), pip);
    }

    Digest key() {
        StringBuilder text =
                new StringBuilder("environment\npython ").append(python.text()).append('\n');
        append(text, "channel ", channels);
        append(text, "conda ", conda);
        append(text, "option ", pip.options());
        append(text, "pip ", pip.packages());
        return Digest.ofText(text.toString());
    }

    private static void append(StringBuilder text, String word, List<String> items) {
        items.forEach(item -> text.append(word).append(item).append('\n'));
    }
}
