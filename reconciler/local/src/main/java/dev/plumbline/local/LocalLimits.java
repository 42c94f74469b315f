package dev.plumbline.local;

import dev.plumbline.resource.Value.Fields;
import dev.plumbline.spec.PlatformLimits;
import dev.plumbline.spec.document.SpecKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What the embedded platform cannot run: nodes that are services of Azure ML, images built from a
/// Dockerfile, several processes of one step, and the calls of Azure ML's first SDK.
public final class LocalLimits implements PlatformLimits {
    private static final Set<String> RUN = Set.of("command", "pipeline");

    private static final Map<Pattern, String> PYTHON = python();

    private static Map<Pattern, String> python() {
        Map<Pattern, String> calls = new LinkedHashMap<>();
        calls.put(
                Pattern.compile("^\\s*(?:from|import)\\s+azureml\\.core\\b"),
                "azureml.core has no service to speak to; log with mlflow, and read what the step's inputs name");
        calls.put(
                Pattern.compile("\\bRun\\.get_context\\s*\\("),
                "Run.get_context() finds no run of Azure ML; log with mlflow.log_metric and its like");
        calls.put(
                Pattern.compile("\\bWorkspace\\.from_config\\s*\\("),
                "Workspace.from_config() finds no workspace of Azure ML; take what the step needs as an input");
        return calls;
    }

    @Override
    public List<Limit> of(SpecKind kind, Fields document) {
        List<Limit> limits = new ArrayList<>();
        switch (kind) {
            case ENVIRONMENT -> build(document, List.of(), limits);
            case COMMAND_JOB, COMMAND_COMPONENT -> step(document, List.of(), limits);
            case PIPELINE_JOB, PIPELINE_COMPONENT ->
                    document.fields("jobs")
                            .fields()
                            .forEach((name, value) -> {
                                if (value instanceof Fields node) {
                                    node(node, List.of("jobs", name), limits);
                                }
                            });
            case MANAGED_ONLINE_DEPLOYMENT, KUBERNETES_ONLINE_DEPLOYMENT ->
                    build(document.fields("environment"), List.of("environment"), limits);
            default -> {}
        }
        return limits;
    }

    private static void node(Fields node, List<String> at, List<Limit> limits) {
        String type = node.text("type").orElse("command").toLowerCase(Locale.ROOT);
        if (RUN.contains(type)) {
            step(node, at, limits);
        } else {
            limits.add(
                    new Limit(
                            below(at, "type"),
                            "a node of type "
                                    + type
                                    + " cannot run; it runs command and pipeline nodes, so write it as a command, or apply this workspace to Azure ML"));
        }
    }

    private static void step(Fields step, List<String> at, List<Limit> limits) {
        build(step.fields("environment"), below(at, "environment"), limits);
        if (!step.fields("distribution").isEmpty()) {
            limits.add(
                    new Limit(
                            below(at, "distribution"),
                            "distribution is passed over: a step is one process"));
        }
    }

    private static void build(Fields environment, List<String> at, List<Limit> limits) {
        if (environment.has("build")) {
            limits.add(
                    new Limit(
                            below(at, "build"),
                            "an image cannot be built from a Dockerfile; give the environment a conda_file"));
        }
    }

    private static List<String> below(List<String> at, String key) {
        List<String> longer = new ArrayList<>(at);
        longer.add(key);
        return longer;
    }

    @Override
    public Optional<String> ofPython(String line) {
        return PYTHON.entrySet().stream()
                .filter(call -> call.getKey().matcher(line).find())
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
