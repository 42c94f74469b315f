package dev.plumbline.spec.document;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import com.networknt.schema.path.NodePath;
import dev.plumbline.spec.problem.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Checks a document against the JSON Schema of its kind and words the faults for people, one per
/// cause.
final class SchemaCheck {
    /// The standard with the annotations of these schemas, which check nothing.
    private static final Dialect DIALECT =
            Dialect.builder(Dialects.getDraft202012())
                    .keywords(
                            Stream.of("case", "expects", "field", "number", "partial", "unknown")
                                    .map(name -> new NonValidationKeyword("x-plumbline-" + name))
                                    .toList())
                    .build();

    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(
                    DIALECT,
                    builder ->
                            // What a schema refers to is loaded when a document comes to it: nodes
                            // of pipelines refer to most kinds.
                            builder.schemaRegistryConfig(
                                            SchemaRegistryConfig.builder()
                                                    .preloadSchema(false)
                                                    .build())
                                    .schemaIdResolvers(resolvers ->
                                            resolvers.mapPrefix(
                                                    SchemaFiles.BASE,
                                                    "classpath:" + SchemaFiles.FOLDER)));
    private static final Map<SpecKind, Schema> SCHEMAS = new ConcurrentHashMap<>();

    private SchemaCheck() {}

    static List<SchemaFault> check(SpecKind kind, JsonNode document) {
        Schema schema = SCHEMAS.computeIfAbsent(kind, SchemaCheck::load);
        Map<List<String>, List<Error>> causes = new LinkedHashMap<>();
        for (Error error : schema.validate(document)) {
            causes.computeIfAbsent(cause(error), _ -> new ArrayList<>()).add(error);
        }
        List<SchemaFault> faults =
                causes.values().stream()
                        .limit(Problem.MOST_PER_FILE)
                        .flatMap(errors -> mostTelling(errors).stream())
                        .flatMap(error -> SchemaWording.faults(kind, error).stream())
                        .distinct()
                        .toList();
        return causes.size() <= Problem.MOST_PER_FILE
                ? faults
                : withMore(faults, causes.size() - Problem.MOST_PER_FILE);
    }

    private static List<SchemaFault> withMore(List<SchemaFault> faults, int more) {
        List<SchemaFault> result = new ArrayList<>(faults);
        result.add(
                new SchemaFault(
                        faults.getLast().path(),
                        faults.getLast().atKey(),
                        "schema",
                        "the file has " + more + " more faults; mend these first"));
        return result;
    }

    private static Schema load(SpecKind kind) {
        return REGISTRY.getSchema(
                SchemaLocation.of(SchemaFiles.BASE + kind.schema() + ".schema.json"));
    }

    /// What belongs to one cause: every alternative of one `anyOf` or `oneOf`; else the error
    /// alone. Named by the evaluation path up to the alternative, and the place in the document
    /// where the alternatives part.
    private static List<String> cause(Error error) {
        List<String> evaluation = segments(error.getEvaluationPath());
        for (int i = 0; i < evaluation.size(); i++) {
            if (evaluation.get(i).equals("anyOf") || evaluation.get(i).equals("oneOf")) {
                return evaluation.subList(0, i + 1);
            }
        }
        List<String> own = new ArrayList<>(evaluation);
        own.addAll(segments(error.getInstanceLocation()));
        own.add(String.valueOf(error.getProperty()));
        return own;
    }

    /// Of the faults of several alternatives, the one that got furthest into the document; wrong
    /// types last, because they say only that another alternative was meant.
    private static Optional<Error> mostTelling(List<Error> errors) {
        return errors.stream()
                .filter(error ->
                        errors.size() == 1
                                || !error.getKeyword().equals("anyOf")
                                        && !error.getKeyword().equals("oneOf"))
                .max(
                        Comparator.<Error>comparingInt(
                                        error -> error.getInstanceLocation().getNameCount())
                                .thenComparingInt(
                                        error -> error.getKeyword().equals("type") ? 0 : 1));
    }

    static List<String> segments(NodePath path) {
        List<String> segments = new ArrayList<>();
        for (int i = 0; i < path.getNameCount(); i++) {
            segments.add(path.getName(i));
        }
        return segments;
    }
}
