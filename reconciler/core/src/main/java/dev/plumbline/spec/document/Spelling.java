package dev.plumbline.spec.document;

import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.resource.Value.Items;
import dev.plumbline.resource.Value.Num;
import dev.plumbline.resource.Value.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/// One spelling for what may be written in several ways, so that equal meaning is an equal value:
/// words whose case is free become the schema's own (`x-plumbline-case`), and numbers where text is
/// meant become the text that is written (`x-plumbline-number`).
final class Spelling {
    private static final Map<List<String>, Spelling> KNOWN = new ConcurrentHashMap<>();
    private static final String ITEMS = "<items>";
    private static final String OTHERS = "<others>";

    private final List<String> schemas;
    private final Set<String> exact = new LinkedHashSet<>();
    private final Map<String, String> words = new LinkedHashMap<>();
    private final Set<String> keys = new LinkedHashSet<>();
    private final Map<String, Spelling> children = new ConcurrentHashMap<>();
    private boolean isText;

    /// @param schemas the locations of all schemas that bear on the value, whatever their
    ///   conditions
    private Spelling(List<String> schemas) {
        this.schemas = schemas;
        for (String location : schemas) {
            JsonNode schema = SchemaFiles.at(location);
            boolean isFree = schema.path("x-plumbline-case").asString("").equals("insensitive");
            keys.addAll(schema.path("properties").propertyNames());
            isText |= schema.path("x-plumbline-number").asString("").equals("text");
            schema.path("enum")
                    .valueStream()
                    .map(each -> each.asString(""))
                    .forEach(word -> {
                        exact.add(word);
                        if (isFree) {
                            words.putIfAbsent(plain(word), word);
                        }
                    });
        }
    }

    /// The fields of a document of a kind; the same ones when nothing is to be changed.
    static Fields of(SpecKind kind, Fields document) {
        String root = SchemaFiles.BASE + kind.schema() + ".schema.json#";
        return at(SchemaFiles.bearing(List.of(root))).fields(document).orElse(document);
    }

    private static Spelling at(List<String> schemas) {
        Spelling known = KNOWN.get(schemas);
        return known == null ? KNOWN.computeIfAbsent(List.copyOf(schemas), Spelling::new) : known;
    }

    /// The value as it is spelt; empty when it is spelt so.
    private Optional<? extends Value> apply(Value value) {
        return schemas.isEmpty()
                ? Optional.empty()
                : switch (value) {
                    case Text(var text) -> word(text).map(Text::new);
                    case Num(_, var written) ->
                            isText ? Optional.of(new Text(written)) : Optional.empty();
                    case Fields fields -> fields(fields);
                    case Items items -> items(items);
                    case Value _ -> Optional.empty();
                };
    }

    private Optional<String> word(String text) {
        return words.isEmpty() || exact.contains(text)
                ? Optional.empty()
                : Optional.ofNullable(words.get(plain(text)));
    }

    private static String plain(String word) {
        return word.replace("_", "").replace("-", "").toLowerCase(Locale.ROOT);
    }

    private Optional<Fields> fields(Fields fields) {
        Map<String, Value> changed = new LinkedHashMap<>();
        fields.fields()
                .forEach((key, value) ->
                        child(key).apply(value).ifPresent(spelt -> changed.put(key, spelt)));
        if (changed.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Value> result = new LinkedHashMap<>(fields.fields());
        result.putAll(changed);
        return Optional.of(new Fields(result));
    }

    private Optional<Items> items(Items items) {
        Spelling each = children.computeIfAbsent(ITEMS, _ -> at(under("items")));
        List<Value> result = new ArrayList<>(items.items());
        boolean isChanged = false;
        for (int i = 0; i < result.size(); i++) {
            Optional<? extends Value> spelt = each.apply(result.get(i));
            if (spelt.isPresent()) {
                result.set(i, spelt.get());
                isChanged = true;
            }
        }
        return isChanged ? Optional.of(new Items(result)) : Optional.empty();
    }

    /// Keys that no schema names have one spelling: of them there is no end.
    private Spelling child(String key) {
        return keys.contains(key)
                ? children.computeIfAbsent(key, _ -> at(values(key)))
                : children.computeIfAbsent(OTHERS, _ -> at(under("additionalProperties")));
    }

    private List<String> values(String key) {
        List<String> found = new ArrayList<>();
        for (String location : schemas) {
            JsonNode schema = SchemaFiles.at(location);
            if (schema.path("properties").has(key)) {
                found.add(SchemaFiles.child(location, "properties", key));
            } else if (schema.path("additionalProperties").isObject()) {
                found.add(location + "/additionalProperties");
            }
        }
        return SchemaFiles.bearing(found);
    }

    private List<String> under(String keyword) {
        return SchemaFiles.bearing(
                schemas.stream()
                        .filter(location -> SchemaFiles.at(location).path(keyword).isObject())
                        .map(location -> location + "/" + keyword)
                        .toList());
    }
}
