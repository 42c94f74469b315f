package dev.plumbline.plan.diff;

import dev.plumbline.resource.Digest;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.resource.ValueJson;
import dev.plumbline.spec.document.FieldClasses;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/// The part of a spec that says what the resource means: without names, descriptions, tags, and
/// without where and how a job runs. Its digest is the resource's digest.
public final class Semantics {
    /// Of a pipeline's node: where and how it runs, and how it is shown.
    private static final Set<String> NODE_SURROUNDINGS =
            Set.of(
                    "comment",
                    "compute",
                    "description",
                    "display_name",
                    "identity",
                    "limits",
                    "name",
                    "queue_settings",
                    "resources",
                    "services",
                    "tags",
                    "properties");

    private Semantics() {}

    /// The digest of a resource whose references are resolved.
    public static Digest digest(Kind kind, Fields resolved) {
        return Digest.ofText(kind + " " + ValueJson.canonical(semantic(kind, resolved)));
    }

    /// The digest of a spec as declared, references as written: the same spec resolves the same way
    /// again.
    public static Digest declared(Kind kind, Fields spec) {
        return Digest.ofText(kind + " " + ValueJson.canonical(semantic(kind, spec)));
    }

    public static Fields semantic(Kind kind, Fields spec) {
        Map<String, Value> kept = new LinkedHashMap<>();
        spec.fields()
                .forEach((key, value) -> {
                    if (!key.equals("$schema")
                            && FieldClasses.isSemantic(kind, key)
                            && !(value instanceof Value.Null)) {
                        kept.put(key, nested(kind, key, value));
                    }
                });
        return new Fields(kept);
    }

    private static Value nested(Kind kind, String key, Value value) {
        if (kind == Kind.JOB && key.equals("jobs") && value instanceof Fields nodes) {
            return mapValues(nodes, Semantics::node);
        }
        boolean ports = key.equals("inputs") || key.equals("outputs");
        if (ports
                && (kind == Kind.JOB || kind == Kind.COMPONENT)
                && value instanceof Fields fields) {
            return mapValues(fields, port -> port.without("description"));
        }
        return key.equals("environment") && value instanceof Fields inline
                ? semantic(Kind.ENVIRONMENT, inline)
                : value;
    }

    private static Fields node(Fields node) {
        Map<String, Value> kept = new LinkedHashMap<>();
        node.fields()
                .forEach((key, value) -> {
                    if (!NODE_SURROUNDINGS.contains(key)) {
                        boolean component = key.equals("component") && value instanceof Fields;
                        kept.put(
                                key,
                                component
                                        ? semantic(Kind.COMPONENT, (Fields) value)
                                        : nested(Kind.JOB, key, value));
                    }
                });
        return new Fields(kept);
    }

    private static Fields mapValues(Fields fields, UnaryOperator<Fields> change) {
        Map<String, Value> mapped = new LinkedHashMap<>();
        fields.fields()
                .forEach((key, value) ->
                        mapped.put(
                                key,
                                value instanceof Fields nested ? change.apply(nested) : value));
        return new Fields(mapped);
    }
}
