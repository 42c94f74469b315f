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
                            Stream.concat(
                                            Stream.of(
                                                            "case", "expects", "field", "number",
                                                            "partial")
                                                    .map(name ->
                                                            new NonValidationKeyword(
                                                                    "x-plumbline-" + name)),
                                            Stream.of(new PassedOverKeyword()))
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
        schema.validate(document)
                .forEach(error ->
                        causes.computeIfAbsent(cause(error), _ -> new ArrayList<>()).add(error));
        List<SchemaFault> faults =
                SingleCauses.of(
                        causes.values().stream()
                                .flatMap(errors -> telling(kind, errors).stream())
                                .limit(Problem.MOST_PER_FILE)
                                .flatMap(error -> SchemaWording.faults(kind, error).stream())
                                .distinct()
                                .toList());
        return causes.size() <= Problem.MOST_PER_FILE
                ? faults
                : withMore(faults, causes.size() - Problem.MOST_PER_FILE);
    }

    private static List<SchemaFault> withMore(List<SchemaFault> faults, int more) {
        List<SchemaFault> result = new ArrayList<>(faults);
        if (!faults.isEmpty()) {
            result.add(
                    faults.getLast()
                            .with("the file has " + more + " more faults; mend these first"));
        }
        return result;
    }

    /// Of the errors of one cause, those that are worth telling: none when an alternative has none
    /// left once those are gone that are no faults; what an alternative passes over when it has
    /// nothing else against the document; else the most telling one.
    private static List<Error> telling(SpecKind kind, List<Error> errors) {
        Map<String, List<Error>> alternatives = new LinkedHashMap<>();
        for (Error error : errors) {
            List<Error> real =
                    alternatives.computeIfAbsent(alternative(error), _ -> new ArrayList<>());
            if (!isKnown(kind, error)) {
                real.add(error);
            }
        }
        alternatives.remove("");
        if (alternatives.values().stream().anyMatch(List::isEmpty)) {
            return List.of();
        }
        return alternatives.values().stream()
                .filter(each -> each.stream().allMatch(SchemaCheck::isPassedOver))
                .findFirst()
                .orElseGet(() ->
                        mostTelling(errors.stream().filter(error -> !isKnown(kind, error)).toList())
                                .stream()
                                .toList());
    }

    private static boolean isPassedOver(Error error) {
        return error.getKeyword().equals(PassedOverKeyword.NAME);
    }

    /// A key that another part of the same schema knows, such as a branch for its type.
    private static boolean isKnown(SpecKind kind, Error error) {
        return isPassedOver(error)
                && known(kind, error).containsKey(segments(error.getInstanceLocation()).getLast());
    }

    /// The keys of the mapping in which a key is passed over.
    static Map<String, JsonNode> known(SpecKind kind, Error error) {
        List<String> evaluation = segments(error.getEvaluationPath());
        int at = evaluation.lastIndexOf("additionalProperties");
        return SchemaFiles.properties(SchemaFiles.location(kind, evaluation.subList(0, at)));
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

    /// Which alternative of its cause an error is of; empty for the one that says that all failed.
    private static String alternative(Error error) {
        List<String> evaluation = segments(error.getEvaluationPath());
        for (int i = 0; i < evaluation.size(); i++) {
            if (evaluation.get(i).equals("anyOf") || evaluation.get(i).equals("oneOf")) {
                return i + 1 < evaluation.size() ? evaluation.get(i + 1) : "";
            }
        }
        return "0";
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
