package dev.plumbline.agent.differential;

import dev.plumbline.local.environments.EnvironmentDefinition;
import dev.plumbline.local.environments.EnvironmentException;
import dev.plumbline.local.environments.EnvironmentOptions;
import dev.plumbline.local.environments.Environments;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A Python with the `azure-ai-ml` package from PyPI, made once and kept under `target`.
final class AzurePython {
    /// The version that `differences.yml` and the schemas' tables speak of.
    private static final String PACKAGE = "azure-ai-ml==1.35.2\nmarshmallow==3.26.2\n";

    private final Path python;

    AzurePython() throws EnvironmentException, InterruptedException {
        python =
                new Environments(Path.of("target", "azure-ai-ml"), EnvironmentOptions.defaults())
                        .realise(
                                new EnvironmentDefinition(
                                        Optional.empty(), Optional.of(PACKAGE), Optional.empty()),
                                _ -> {})
                        .python();
    }

    /// What a script prints.
    ///
    /// @param script one of the resources
    /// @param folder where it is put and runs
    /// @param input what it reads
    List<String> run(String script, Path folder, List<String> input)
            throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve(script), Resources.text(script));
        Path lines = Files.write(folder.resolve(script + ".in"), input);
        Path errors = folder.resolve(script + ".err");
        Process process =
                new ProcessBuilder(python.toString(), file.getFileName().toString())
                        .directory(folder.toFile())
                        .redirectInput(lines.toFile())
                        .redirectError(errors.toFile())
                        .start();
        List<String> output;
        try (Reader reader =
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)) {
            output = reader.readAllLines();
        }
        if (process.waitFor() != 0) {
            throw new IOException(script + " failed: " + Files.readString(errors));
        }
        return output;
    }
}
