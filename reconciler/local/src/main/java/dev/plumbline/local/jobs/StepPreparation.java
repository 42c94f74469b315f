package dev.plumbline.local.jobs;

import dev.plumbline.local.artifacts.Artifact;
import dev.plumbline.local.environments.PythonEnvironment;
import dev.plumbline.local.jobs.graph.Step;
import dev.plumbline.local.jobs.step.StepFolder;
import dev.plumbline.local.jobs.step.StepVariables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Lays out what a step's process finds: its code, the places of its outputs, its environment
/// variables.
record StepPreparation(Engine engine, RunContext context, Step step, int attempt) {
    private static final Set<String> SINGLE_FILES = Set.of("uri_file");

    /// Where an output is written: a folder that is there, or a file in one.
    static Path output(StepFolder folder, String name, String type) {
        Path place = folder.output(name);
        return SINGLE_FILES.contains(type) ? place.resolve(name) : place;
    }

    void layOut(Optional<Artifact> code) throws IOException {
        StepFolder folder = folder();
        folder.prepare();
        if (code.isEmpty()) {
            Files.createDirectories(folder.work());
        } else if (code.get().folder()) {
            engine.artifacts().materialise(code.get().digest(), folder.work());
        } else {
            Files.createDirectories(folder.work());
            String name =
                    step.code()
                            .map(content -> Path.of(content.path()).getFileName().toString())
                            .orElse("code");
            engine.artifacts().materialise(code.get().digest(), folder.work().resolve(name));
        }
        for (String name : step.outputs().keySet()) {
            Files.createDirectories(folder.output(name));
        }
    }

    Map<String, String> outputTexts() {
        Map<String, String> texts = new LinkedHashMap<>();
        step.outputs()
                .forEach((name, type) -> texts.put(name, output(folder(), name, type).toString()));
        return texts;
    }

    /// The names that start with `AZURE` are those that Azure ML gives to its jobs.
    Map<String, String> variables(PythonEnvironment environment, Map<String, String> inputs) {
        Map<String, String> variables = StepVariables.of(environment, System.getenv());
        variables.put("AZUREML_RUN_ID", context.run() + "_" + step.name());
        variables.put("AZUREML_ROOT_RUN_ID", context.run());
        variables.put("AZUREML_EXPERIMENT_NAME", context.experiment());
        inputs.forEach((name, text) -> variables.put("AZURE_ML_INPUT_" + name, text));
        outputTexts().forEach((name, text) -> variables.put("AZURE_ML_OUTPUT_" + name, text));
        RunTracking.Tracked tracked = context.tracked(step.name(), attempt);
        engine.tracking().createRun(tracked, engine.now());
        variables.putAll(engine.tracking().variables(tracked));
        variables.putAll(step.variables());
        return variables;
    }

    private StepFolder folder() {
        return context.step(step.name());
    }
}
