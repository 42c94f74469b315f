package dev.plumbline.spec.document;

import dev.plumbline.resource.Value.Fields;
import dev.plumbline.spec.problem.Nearest;
import dev.plumbline.spec.workspace.PlumblineFile;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Tells the kind of a document: by the last segment of `$schema` (any case, any known host), else
/// by its name when that is `plumbline.yml`, else by `type`, else by its shape. A document that
/// shows none of these is no spec.
public final class KindDetector {
    private static final List<String> HOSTS =
            List.of(
                    "azuremlschemas.azureedge.net",
                    "azuremlsdk2.blob.core.windows.net",
                    "//azureml/",
                    "plumbline.dev/schemas");

    /// Documents that are known by name and have no schema here.
    private static final Set<String> RECOGNISED =
            Set.of(
                    "agent",
                    "asset.prompt",
                    "compute",
                    "dataindex",
                    "experiment",
                    "flow",
                    "prompt",
                    "run");

    private static final Set<String> DATA_TYPES = Set.of("uri_file", "uri_folder", "mltable");
    private static final Set<String> MODEL_TYPES =
            Set.of("custom_model", "mlflow_model", "triton_model");

    private static final Pattern TOP_LINE =
            Pattern.compile(
                    "(?:endpoint_name:|auth_mode:|type: *(?:command|pipeline|"
                            + String.join("|", DATA_TYPES)
                            + "|"
                            + String.join("|", MODEL_TYPES)
                            + ")\\b).*");

    /// Files that are known by their name alone.
    private static final Map<String, SpecKind> BY_NAME =
            Map.of(
                    "MLTable", SpecKind.MLTABLE,
                    "FeatureSetSpec.yaml", SpecKind.FEATURE_SET_SPEC);

    /// Types that name a kind by themselves.
    private static final Map<String, SpecKind> BY_TYPE =
            Map.of(
                    "sweep", SpecKind.SWEEP_JOB,
                    "automl", SpecKind.AUTOML_JOB,
                    "finetuning", SpecKind.FINETUNING_JOB,
                    "distillation", SpecKind.DISTILLATION_JOB,
                    "amlcompute", SpecKind.AML_COMPUTE,
                    "computeinstance", SpecKind.COMPUTE_INSTANCE,
                    "synapsespark", SpecKind.SYNAPSE_SPARK_COMPUTE);

    /// What was found of a `$schema` before; files name the same few.
    private static final Memo<DocumentClass> BY_SCHEMA = new Memo<>(256);

    private KindDetector() {}

    private static boolean hasAny(Fields document, String... keys) {
        return Stream.of(keys).anyMatch(document::has);
    }

    /// @param path from the repository's root
    public static DocumentClass detect(String path, Fields document) {
        Optional<String> schema = document.text("$schema").map(String::trim);
        if (schema.isPresent()) {
            return BY_SCHEMA.get(schema.get(), KindDetector::bySchema);
        }
        if (path.equals(PlumblineFile.PATH)) {
            return new DocumentClass.Spec(SpecKind.PLUMBLINE);
        }
        return byName(path)
                .<DocumentClass>map(DocumentClass.Spec::new)
                .orElseGet(() -> byShape(document));
    }

    private static Optional<SpecKind> byName(String path) {
        return Optional.ofNullable(BY_NAME.get(path.substring(path.lastIndexOf('/') + 1)));
    }

    /// Whether a file may hold a spec, by its name.
    public static boolean isCandidate(String path) {
        return path.endsWith(".yml") || path.endsWith(".yaml") || byName(path).isPresent();
    }

    /// Whether a file that is no YAML was meant as a spec: its name is one's, or its text names the
    /// schema of one, or has at the top a key or a type that only specs have.
    public static boolean isMeantAsSpec(String path, String text) {
        return path.equals(PlumblineFile.PATH) || byName(path).isPresent() || isMeantAsSpec(text);
    }

    static boolean isMeantAsSpec(String text) {
        return text.lines()
                .map(line -> line.toLowerCase(Locale.ROOT))
                .anyMatch(line ->
                        line.contains("$schema") && HOSTS.stream().anyMatch(line::contains)
                                || TOP_LINE.matcher(line).matches());
    }

    private static DocumentClass bySchema(String schema) {
        String lower = schema.toLowerCase(Locale.ROOT);
        if (HOSTS.stream().noneMatch(lower::contains)) {
            return new DocumentClass.NotASpec();
        }
        String segment = segment(schema);
        Optional<SpecKind> kind = SpecKind.ofSegment(segment);
        if (kind.isPresent() && kind.get() != SpecKind.AGENT) {
            return new DocumentClass.Spec(kind.get());
        }
        String word = segment.toLowerCase(Locale.ROOT);
        // Prompt flow has a schema of its own for each kind of connection.
        if (RECOGNISED.contains(word) || word.endsWith("connection")) {
            return new DocumentClass.Recognised(segment);
        }
        List<String> known =
                Stream.concat(
                                Arrays.stream(SpecKind.values()).map(SpecKind::schema),
                                RECOGNISED.stream())
                        .toList();
        return new DocumentClass.Misspelt(segment, Nearest.to(segment, known));
    }

    private static String segment(String schema) {
        String path = before(before(schema, '#'), '?');
        String last = path.substring(path.lastIndexOf('/') + 1);
        for (String ending : List.of(".json", ".schema")) {
            if (last.toLowerCase(Locale.ROOT).endsWith(ending)) {
                last = last.substring(0, last.length() - ending.length());
            }
        }
        return last;
    }

    private static String before(String text, char end) {
        int at = text.indexOf(end);
        return at < 0 ? text : text.substring(0, at);
    }

    private static DocumentClass byShape(Fields document) {
        return shape(document)
                .<DocumentClass>map(DocumentClass.Spec::new)
                .orElseGet(DocumentClass.NotASpec::new);
    }

    private static Optional<SpecKind> shape(Fields document) {
        String type = document.text("type").orElse("").toLowerCase(Locale.ROOT);
        if (type.equals("pipeline") && document.has("jobs") && document.text("name").isEmpty()) {
            return Optional.of(SpecKind.PIPELINE_JOB);
        }
        if (type.equals("command") && document.has("command")) {
            return Optional.of(
                    document.has("is_deterministic")
                                    || document.has("outputs") && document.has("version")
                            ? SpecKind.COMMAND_COMPONENT
                            : SpecKind.COMMAND_JOB);
        }
        if (document.has("trigger")
                && hasAny(document, "create_job", "create_monitor", "import_data")) {
            return Optional.of(SpecKind.SCHEDULE);
        }
        Optional<SpecKind> named = Optional.ofNullable(BY_TYPE.get(type));
        if (named.isPresent()) {
            return named;
        }
        if (document.has("endpoint_name")
                && (document.has("model") || document.has("instance_type"))) {
            return Optional.of(SpecKind.MANAGED_ONLINE_DEPLOYMENT);
        }
        if (!document.has("name")) {
            return Optional.empty();
        }
        if (document.has("auth_mode")) {
            return Optional.of(SpecKind.MANAGED_ONLINE_ENDPOINT);
        }
        if (document.has("conda_file") && document.has("image")) {
            return Optional.of(SpecKind.ENVIRONMENT);
        }
        if (document.has("path") && DATA_TYPES.contains(type)) {
            return Optional.of(SpecKind.DATA);
        }
        return document.has("path") && MODEL_TYPES.contains(type)
                ? Optional.of(SpecKind.MODEL)
                : Optional.empty();
    }
}
