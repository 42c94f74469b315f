package dev.plumbline.schemas;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// The reference of all kinds of spec, as Markdown, written from the schemas.
final class ReferencePage {
    private static final String OPENING =
            """
            # Specs

            The keys of each kind of spec. Written from the [schemas](../../schemas/README.md), which also explain the classes;
            `./mvnw -pl schemas test -Dplumbline.rewrite=true` writes it anew. Keys in **bold** are required; *partial* ones
            may be supplied by `plumbline.yml`, and without them the spec is not applied. Keys that only an export adds are
            left out: they are ignored.
            """;

    private ReferencePage() {}

    static String render() {
        Stream<String> kinds =
                Stream.concat(SchemaFiles.SPEC_KINDS.stream(), SchemaFiles.CONFIGURATIONS.stream())
                        .map(ReferencePage::kind);
        return Stream.of(Stream.of(OPENING), kinds, Stream.of(shared()))
                .flatMap(part -> part)
                .collect(Collectors.joining("\n"));
    }

    private static String kind(String name) {
        JsonNode schema = SchemaFiles.read(name);
        String own =
                schema.path("$defs")
                        .propertyStream()
                        .map(entry -> definition(entry.getKey(), entry.getValue()))
                        .collect(Collectors.joining());
        return "## "
                + name
                + "\n\n"
                + schema.path("description").asString()
                + "\n\n"
                + fields(schema)
                + own;
    }

    private static String shared() {
        JsonNode definitions = SchemaFiles.read(SchemaFiles.COMMON).path("$defs");
        return "## Shared\n"
                + definitions
                        .propertyStream()
                        .map(entry -> definition(entry.getKey(), entry.getValue()))
                        .collect(Collectors.joining());
    }

    private static String definition(String name, JsonNode schema) {
        String table = schema.has("properties") ? "\n" + fields(schema) : "";
        return """

        ### %s

        <a id="%s"></a>%s
        """
                        .formatted(
                                name, TypeWords.anchor(name), schema.path("description").asString())
                + table;
    }

    private static String fields(JsonNode schema) {
        Set<String> required = names(schema.path("required"));
        Set<String> partial = names(schema.path("x-plumbline-partial"));
        List<String> rows =
                schema.path("properties")
                        .propertyStream()
                        .filter(entry -> !entry.getValue().path("readOnly").asBoolean(false))
                        .map(entry -> row(key(entry.getKey(), required, partial), entry.getValue()))
                        .toList();
        return "| key | takes | default | class | meaning |\n|---|---|---|---|---|\n"
                + String.join("", rows);
    }

    private static String key(String name, Set<String> required, Set<String> partial) {
        String code = "`" + name + "`";
        return required.contains(name)
                ? "**" + code + "**"
                : partial.contains(name) ? code + " *partial*" : code;
    }

    private static String row(String key, JsonNode schema) {
        String byDefault = schema.has("default") ? "`" + schema.path("default") + "`" : "";
        String fieldClass = schema.path("x-plumbline-field").asString("");
        return Stream.of(
                        key,
                        TypeWords.of(schema),
                        byDefault,
                        fieldClass,
                        schema.path("description").asString(""))
                .map(cell -> cell.replace("|", "\\|"))
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static Set<String> names(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).collect(Collectors.toSet());
    }
}
