package dev.plumbline.spec.document;

import dev.plumbline.resource.Kind;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// How the fields of a kind are classed, as its schema says (`x-plumbline-field`).
public final class FieldClasses {
    private static final Map<Kind, Map<String, String>> CLASSES = new EnumMap<>(Kind.class);

    static {
        for (Kind kind : Kind.values()) {
            Map<String, String> fields = new TreeMap<>();
            for (SpecKind spec : specs(kind)) {
                SchemaFiles.properties(SchemaFiles.BASE + spec.schema() + ".schema.json#")
                        .forEach((name, schema) ->
                                fields.put(
                                        name,
                                        schema.path("x-plumbline-field").asString("semantic")));
            }
            CLASSES.put(kind, Map.copyOf(fields));
        }
    }

    private FieldClasses() {}

    /// Whether a top-level field is part of what the resource means.
    public static boolean isSemantic(Kind kind, String field) {
        return "semantic".equals(fields(kind).getOrDefault(field, "semantic"));
    }

    /// Whether a top-level field of an asset or a job can change in place without changing what it
    /// means.
    public static boolean isChangeable(Kind kind, String field) {
        String fieldClass = fields(kind).getOrDefault(field, "semantic");
        return switch (kind.family()) {
            case ASSET, JOB -> fieldClass.equals("cosmetic") || fieldClass.equals("operational");
            case SERVICE -> !fieldClass.equals("identity");
        };
    }

    /// The fields of a resource of a kind that can differ on the platform without being another
    /// content.
    public static Set<String> changeable(Kind kind) {
        if (kind == Kind.TRAFFIC) {
            return Set.of("traffic", "mirror_traffic");
        }
        Set<String> names = new TreeSet<>(fields(kind).keySet());
        names.removeIf(name -> !isChangeable(kind, name) || isIgnored(kind, name));
        if (kind == Kind.ONLINE_ENDPOINT) {
            names.removeAll(changeable(Kind.TRAFFIC));
        }
        return names;
    }

    /// Whether a field is accepted in a file and says nothing: `$schema`, and what an export wrote
    /// down.
    public static boolean isIgnored(Kind kind, String field) {
        return "ignored".equals(fields(kind).get(field));
    }

    private static Map<String, String> fields(Kind kind) {
        return CLASSES.getOrDefault(kind, Map.of());
    }

    private static List<SpecKind> specs(Kind kind) {
        return Arrays.stream(SpecKind.values())
                .filter(spec -> spec.resource().equals(Optional.of(kind)))
                .toList();
    }
}
