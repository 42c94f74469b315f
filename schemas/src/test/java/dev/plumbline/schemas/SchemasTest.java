package dev.plumbline.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// What every schema promises, whatever its kind.
class SchemasTest {
    private static final Set<String> CLASSES =
            Set.of("semantic", "cosmetic", "operational", "identity", "mutable", "ignored");
    private static final Set<String> ANNOTATIONS =
            Set.of(
                    "x-plumbline-case",
                    "x-plumbline-expects",
                    "x-plumbline-field",
                    "x-plumbline-number",
                    "x-plumbline-partial",
                    "x-plumbline-unknown");

    static Stream<String> all() {
        return Stream.of(
                        SchemaFiles.SPEC_KINDS,
                        SchemaFiles.CONFIGURATIONS,
                        List.of(SchemaFiles.COMMON))
                .flatMap(List::stream);
    }

    static Stream<String> specKinds() {
        return SchemaFiles.SPEC_KINDS.stream();
    }

    @ParameterizedTest
    @MethodSource("all")
    void aSchemaIsValidAgainstTheMetaschema(String name) {
        assertThat(SchemaFiles.metaschema().validate(SchemaFiles.read(name))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("all")
    void aSchemaHasTheAddressThatItsFileNameGives(String name) {
        assertThat(SchemaFiles.read(name).path("$id").asString())
                .isEqualTo(SchemaFiles.address(name));
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyReferenceIsRelativeAndLeadsToASchema(String name) {
        List<String> dangling = new ArrayList<>();
        walk(
                SchemaFiles.read(name),
                "",
                (_, schema) ->
                        schema.path("$ref")
                                .asStringOpt()
                                .filter(ref -> !leadsToASchema(name, ref))
                                .ifPresent(dangling::add));
        assertThat(dangling).isEmpty();
    }

    private static boolean leadsToASchema(String name, String reference) {
        if (reference.contains("://")) {
            return false;
        }
        String base = SchemaFiles.address(name);
        String address =
                reference.startsWith("#")
                        ? base + reference
                        : base.substring(0, base.lastIndexOf('/') + 1) + reference;
        return SchemaFiles.at(address).isObject();
    }

    @Test
    void everySharedDefinitionIsUsed() {
        Set<String> used = new TreeSet<>();
        all().forEach(name ->
                walk(
                        SchemaFiles.read(name),
                        "",
                        (_, schema) ->
                                used.add(schema.path("$ref").asString("").replaceAll(".*/", ""))));
        assertThat(used)
                .containsAll(SchemaFiles.read(SchemaFiles.COMMON).path("$defs").propertyNames());
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyExampleIsValid(String name) {
        JsonNode root = SchemaFiles.read(name);
        walk(
                root,
                "",
                (pointer, schema) -> {
                    for (JsonNode example : schema.path("examples")) {
                        Schema validator = SchemaFiles.validator(name, pointer);
                        assertThat(Faults.of(validator, example))
                                .as(pointer + " " + example)
                                .isEmpty();
                    }
                });
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyDefaultIsValid(String name) {
        walk(
                SchemaFiles.read(name),
                "",
                (pointer, schema) -> {
                    if (schema.has("default")) {
                        assertThat(
                                        Faults.of(
                                                SchemaFiles.validator(name, pointer),
                                                schema.path("default")))
                                .as(pointer)
                                .isEmpty();
                    }
                });
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyPropertyIsExplained(String name) {
        List<String> silent = new ArrayList<>();
        walk(
                SchemaFiles.read(name),
                "",
                (pointer, schema) -> {
                    if (isProperty(pointer)
                            && !pointer.contains("/if/")
                            && explanation(name, schema).isEmpty()) {
                        silent.add(pointer);
                    }
                });
        assertThat(silent).isEmpty();
    }

    /// A description of its own, of the schema referred to, or of a property that this one only
    /// narrows.
    private static String explanation(String name, JsonNode schema) {
        boolean narrows =
                !schema.has("$ref") && !schema.has("description") && !schema.has("properties");
        String own = schema.path("description").asString(narrows ? "narrows" : "");
        if (!own.isEmpty() || !schema.has("$ref")) {
            return own;
        }
        String reference = schema.path("$ref").asString();
        String base = SchemaFiles.address(name);
        return SchemaFiles.at(
                        reference.startsWith("#")
                                ? base + reference
                                : base.substring(0, base.lastIndexOf('/') + 1) + reference)
                .path("description")
                .asString("");
    }

    @ParameterizedTest
    @MethodSource("specKinds")
    void everyFieldOfASpecHasAClass(String kind) {
        assertThat(SchemaFiles.read(kind).path("properties").properties())
                .allSatisfy(field ->
                        assertThat(field.getValue().path("x-plumbline-field").asString(""))
                                .as(field.getKey())
                                .isIn(CLASSES));
    }

    @ParameterizedTest
    @MethodSource("specKinds")
    void everyFieldOfASpecIsExplainedInItsOwnWords(String kind) {
        assertThat(SchemaFiles.read(kind).path("properties").properties())
                .allSatisfy(field ->
                        assertThat(field.getValue().path("description").asString("")).isNotBlank());
    }

    @ParameterizedTest
    @MethodSource("specKinds")
    void readOnlyFieldsAreIgnored(String kind) {
        assertThat(SchemaFiles.read(kind).path("properties").properties())
                .filteredOn(field -> field.getValue().path("readOnly").asBoolean(false))
                .allSatisfy(field ->
                        assertThat(field.getValue().path("x-plumbline-field").asString())
                                .isEqualTo("ignored"));
    }

    @ParameterizedTest
    @MethodSource("specKinds")
    void whatMakesASpecPartialIsAKnownFieldThatIsNotRequired(String kind) {
        JsonNode schema = SchemaFiles.read(kind);
        assertThat(schema.path("x-plumbline-partial"))
                .allSatisfy(field -> {
                    assertThat(schema.path("properties").has(field.asString())).isTrue();
                    assertThat(schema.path("required")).doesNotContain(field);
                });
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyAnnotationIsOneThatTheReadmeKnows(String name) {
        walk(
                SchemaFiles.read(name),
                "",
                (pointer, schema) ->
                        assertThat(schema.properties().stream().map(Map.Entry::getKey))
                                .as(pointer)
                                .filteredOn(key -> key.startsWith("x-"))
                                .isSubsetOf(ANNOTATIONS));
    }

    @Test
    void anEnumWhoseCaseIsFreeHasNoTwoValuesThatDifferInCaseOnly() {
        all().forEach(name ->
                walk(
                        SchemaFiles.read(name),
                        "",
                        (pointer, schema) -> {
                            if (schema.has("x-plumbline-case")) {
                                assertThat(
                                                schema.path("enum")
                                                        .valueStream()
                                                        .map(JsonNode::asString))
                                        .as(pointer)
                                        .isNotEmpty()
                                        .extracting(value -> value.replace("_", ""))
                                        .doesNotHaveDuplicates();
                            }
                        }));
    }

    private static boolean isProperty(String pointer) {
        String parent = pointer.substring(0, Math.max(0, pointer.lastIndexOf('/')));
        return parent.endsWith("/properties") && !parent.endsWith("/properties/properties");
    }

    /// Visits the schema and every schema in it, with its pointer.
    private static void walk(
            JsonNode schema, String pointer, BiConsumer<String, JsonNode> visitor) {
        if (!schema.isObject()) {
            return;
        }
        visitor.accept(pointer, schema);
        for (String map : List.of("properties", "$defs", "dependentSchemas")) {
            schema.path(map)
                    .properties()
                    .forEach(entry ->
                            walk(
                                    entry.getValue(),
                                    pointer
                                            + "/"
                                            + map
                                            + "/"
                                            + entry.getKey().replace("~", "~0").replace("/", "~1"),
                                    visitor));
        }
        for (String single :
                List.of(
                        "items",
                        "additionalProperties",
                        "unevaluatedProperties",
                        "propertyNames",
                        "if",
                        "then",
                        "else",
                        "not")) {
            walk(schema.path(single), pointer + "/" + single, visitor);
        }
        for (int i = 0; i < schema.path("allOf").size(); i++) {
            walk(schema.path("allOf").path(i), pointer + "/allOf/" + i, visitor);
        }
    }
}
