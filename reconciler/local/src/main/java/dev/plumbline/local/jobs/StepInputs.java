package dev.plumbline.local.jobs;

import dev.plumbline.local.artifacts.Artifact;
import dev.plumbline.local.artifacts.ArtifactStore;
import dev.plumbline.local.jobs.expression.Literals;
import dev.plumbline.local.jobs.graph.OutputOf;
import dev.plumbline.local.jobs.graph.Step;
import dev.plumbline.local.jobs.graph.StepInput;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The inputs of a step, now that everything it waits for is there. Absent ones are in neither map.
///
/// @param fileNames the names of inputs that are single files of the repository; the store itself
///   keeps no names
record StepInputs(
        Map<String, Value> literals,
        Map<String, Artifact> contents,
        Map<String, String> fileNames) {

    /// @param stored the artifacts of the spec's contents
    /// @param made the outputs of the steps that have succeeded
    static StepInputs of(
            Step step, Map<Digest, Artifact> stored, Map<OutputOf, Artifact> made, JobAssets assets)
            throws IOException {
        Map<String, Value> literals = new LinkedHashMap<>();
        Map<String, Artifact> contents = new LinkedHashMap<>();
        Map<String, String> fileNames = new LinkedHashMap<>();
        for (var input : step.inputs().entrySet()) {
            String name = input.getKey();
            switch (input.getValue()) {
                case StepInput.Literal(var value) -> literals.put(name, value);
                case StepInput.Asset(var asset) -> contents.put(name, assets.content(asset));
                case StepInput.Files(var content) -> {
                    contents.put(name, known(stored.get(content.digest()), content.path()));
                    fileNames.put(name, Path.of(content.path()).getFileName().toString());
                }
                case StepInput.Produced(var output) ->
                        contents.put(name, known(made.get(output), output.toString()));
                case StepInput.Absent() -> {}
            }
        }
        return new StepInputs(literals, contents, fileNames);
    }

    /// What the command and the variables get for each input: literals as Azure spells them,
    /// contents as paths to read from.
    Map<String, String> texts(ArtifactStore artifacts, Path folder) throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        literals.forEach((name, value) -> texts.put(name, Literals.spell(value)));
        for (var content : contents.entrySet()) {
            String name = content.getKey();
            Path path = artifacts.open(content.getValue().digest()).toAbsolutePath();
            String fileName = fileNames.get(name);
            if (fileName != null && !content.getValue().folder()) {
                Path named = Files.createDirectories(folder.resolve(name)).resolve(fileName);
                path = Files.createSymbolicLink(named, path);
            }
            texts.put(name, path.toString());
        }
        return texts;
    }

    private static Artifact known(@Nullable Artifact artifact, String what) throws IOException {
        if (artifact == null) {
            throw new IOException(
                    "the content of \"" + what + "\" was not kept; submit the job again");
        }
        return artifact;
    }
}
