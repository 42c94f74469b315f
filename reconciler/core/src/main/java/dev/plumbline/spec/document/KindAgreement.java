package dev.plumbline.spec.document;

import dev.plumbline.resource.Value.Fields;
import dev.plumbline.resource.ValueJson;
import dev.plumbline.spec.problem.Severity;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// What a document is whose `$schema` names one kind and whose `type` another of the same family.
/// Azure ML goes by `type` alone.
final class KindAgreement {
    private static final Pattern FAMILY =
            Pattern.compile("(Component|Job|Deployment|Endpoint|Compute|Instance)$");

    private KindAgreement() {}

    /// Whether `type` is none of the declared kind, and is one of a kind near it.
    static boolean isBroken(SpecKind declared, Fields document) {
        return !others(declared, document).isEmpty();
    }

    /// The kind that `type` names, when its schema has nothing against the document.
    static Optional<SpecKind> other(SpecKind declared, Fields document) {
        List<SpecKind> others = others(declared, document);
        if (others.isEmpty()) {
            return Optional.empty();
        }
        JsonNode json = ValueJson.write(document);
        return others.stream()
                .filter(kind ->
                        SchemaCheck.check(kind, json).stream()
                                .noneMatch(fault -> fault.severity() == Severity.ERROR))
                .findFirst();
    }

    private static List<SpecKind> others(SpecKind declared, Fields document) {
        Optional<String> type = document.text("type");
        if (type.isEmpty() || document.text("$schema").isEmpty() || has(declared, type.get())) {
            return List.of();
        }
        return Stream.of(SpecKind.values())
                .filter(kind -> kind != declared && isNear(declared, kind))
                .filter(kind -> has(kind, type.get()))
                .toList();
    }

    /// A registered component is often written from the file of a job.
    private static boolean isNear(SpecKind declared, SpecKind kind) {
        String family = family(declared);
        return !family.isEmpty()
                && (family.equals(family(kind)) || family.equals("Job") && kind.isComponent());
    }

    private static String family(SpecKind kind) {
        Matcher matcher = FAMILY.matcher(kind.schema());
        return matcher.find() ? matcher.group() : "";
    }

    /// Whether the kind's schema takes this `type`; one that says nothing of it takes any.
    private static boolean has(SpecKind kind, String type) {
        JsonNode allowed =
                SchemaFiles.at(SchemaFiles.BASE + kind.schema() + ".schema.json#")
                        .path("properties")
                        .path("type")
                        .path("enum");
        return allowed.valueStream().anyMatch(each -> each.asString("").equalsIgnoreCase(type));
    }
}
