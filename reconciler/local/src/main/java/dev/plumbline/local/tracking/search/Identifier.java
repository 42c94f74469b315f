package dev.plumbline.local.tracking.search;

import java.util.Locale;
import java.util.Map;

/// What a filter or an order names: an attribute, or one of a thing's metrics, parameters, tags or
/// data sets.
record Identifier(Type type, String key) {
    private static final Map<String, Type> WORDS =
            Map.ofEntries(
                    Map.entry("metric", Type.METRIC),
                    Map.entry("metrics", Type.METRIC),
                    Map.entry("parameter", Type.PARAMETER),
                    Map.entry("parameters", Type.PARAMETER),
                    Map.entry("param", Type.PARAMETER),
                    Map.entry("params", Type.PARAMETER),
                    Map.entry("tag", Type.TAG),
                    Map.entry("tags", Type.TAG),
                    Map.entry("attribute", Type.ATTRIBUTE),
                    Map.entry("attributes", Type.ATTRIBUTE),
                    Map.entry("attr", Type.ATTRIBUTE),
                    Map.entry("run", Type.ATTRIBUTE),
                    Map.entry("dataset", Type.DATASET),
                    Map.entry("datasets", Type.DATASET));
    private static final Map<String, String> OTHER_NAMES =
            Map.of(
                    "created", "start_time",
                    "Created", "start_time",
                    "run name", "run_name",
                    "Run name", "run_name",
                    "Run Name", "run_name");

    enum Type {
        METRIC,
        PARAMETER,
        TAG,
        ATTRIBUTE,
        DATASET;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Identifier parse(String text) {
        int dot =
                text.startsWith("`") ? text.indexOf('.', text.indexOf('`', 1)) : text.indexOf('.');
        if (dot < 0) {
            return attribute(text);
        }
        String entity = unquoted(text.substring(0, dot));
        Type type = WORDS.get(entity);
        if (type == null) {
            throw new SearchException(
                    "Invalid entity type '%s'. Valid values are ['metric', 'parameter', 'tag', 'attribute', 'dataset']"
                            .formatted(entity));
        }
        String key = text.substring(dot + 1);
        return type == Type.ATTRIBUTE ? attribute(key) : new Identifier(type, unquoted(key));
    }

    private static Identifier attribute(String text) {
        String key = unquoted(text);
        return new Identifier(Type.ATTRIBUTE, OTHER_NAMES.getOrDefault(key, key));
    }

    private static String unquoted(String text) {
        boolean quoted =
                text.length() > 1
                        && "`\"'".indexOf(text.charAt(0)) >= 0
                        && text.charAt(0) == text.charAt(text.length() - 1);
        return quoted ? text.substring(1, text.length() - 1) : text;
    }
}
