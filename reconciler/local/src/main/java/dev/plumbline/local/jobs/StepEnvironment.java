package dev.plumbline.local.jobs;

import dev.plumbline.local.artifacts.Artifact;
import dev.plumbline.local.environments.EnvironmentDefinition;
import dev.plumbline.local.environments.PythonEnvironment;
import dev.plumbline.local.jobs.graph.Step;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.ValueJson;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The Python environment of a step. Making it may take minutes, and waiting for it ends when the
/// run is canceled.
record StepEnvironment(Engine engine, RunContext context, Step step, Control control) {
    PythonEnvironment get() throws IOException, InterruptedException, StopException {
        FutureTask<PythonEnvironment> task = new FutureTask<>(this::realise);
        Thread.ofVirtual().name("environment of step " + step.name()).start(task);
        try {
            while (true) {
                control.checkRunning();
                try {
                    return task.get(Control.POLL.toMillis(), TimeUnit.MILLISECONDS);
                } catch (TimeoutException _) {
                    // not yet
                }
            }
        } catch (ExecutionException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            throw new IOException("its environment cannot be had: " + cause.getMessage(), cause);
        } finally {
            task.cancel(true);
        }
    }

    private PythonEnvironment realise() throws IOException, InterruptedException {
        return switch (step.environment()) {
            case Value.Resolved(var asset, _) -> engine.assets(context).environment(asset);
            case Value.Fields inline -> engine.assets(context).environment(definition(inline));
            case Value other ->
                    throw new IOException("\"" + other.display() + "\" is no environment");
        };
    }

    private EnvironmentDefinition definition(Value.Fields inline) throws IOException {
        Optional<String> conda = Optional.empty();
        Value file = inline.get("conda_file").orElse(Value.Null.NULL);
        if (file instanceof Value.Content content) {
            Artifact stored = context.contents().get(content.digest());
            if (stored == null) {
                throw new IOException(
                        "\"" + content.path() + "\" was not kept; submit the job again");
            }
            conda = Optional.of(Files.readString(engine.artifacts().open(stored.digest())));
        } else if (file instanceof Value.Fields) {
            conda = Optional.of(ValueJson.write(file).toString()); // JSON is YAML
        }
        return new EnvironmentDefinition(conda, Optional.empty(), inline.text("image"));
    }
}
