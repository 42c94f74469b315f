package dev.plumbline.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Takes and refuses the documents of `documents/<kind>.yml`.
class DocumentsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// A document and the faults it should have; `az` is what the Azure CLI says where it says
    /// something else.
    private record Entry(
            String about, JsonNode document, List<String> refused, Optional<String> az) {}

    @TestFactory
    Stream<DynamicContainer> documentsAreTakenOrRefusedWhereTheFaultIs() {
        return kinds().map(kind -> {
            Schema schema = SchemaFiles.validator(kind, "");
            Stream<DynamicTest> tests =
                    entries(kind).stream()
                            .map(entry ->
                                    DynamicTest.dynamicTest(
                                            entry.about(), () -> check(schema, entry)));
            return DynamicContainer.dynamicContainer(kind, tests);
        });
    }

    private static void check(Schema schema, Entry entry) {
        assertThat(Faults.of(schema, entry.document()))
                .containsExactlyInAnyOrderElementsOf(entry.refused());
    }

    @Test
    void eachTableHasAtLeastADozenDocumentsOfBothSorts() {
        assertThat(kinds())
                .allSatisfy(kind -> {
                    List<Entry> entries = entries(kind);
                    assertThat(entries).hasSizeGreaterThanOrEqualTo(12);
                    assertThat(entries).anyMatch(entry -> entry.refused().isEmpty());
                    assertThat(entries).extracting(Entry::about).doesNotHaveDuplicates();
                });
    }

    @Test
    void whatAzSaysIsNotedOnlyWhereWeDiffer() {
        assertThat(kinds().flatMap(kind -> entries(kind).stream()))
                .allSatisfy(entry ->
                        assertThat(entry.az())
                                .isNotEqualTo(
                                        Optional.of(
                                                entry.refused().isEmpty()
                                                        ? "accepts"
                                                        : "refuses")));
    }

    private static Stream<String> kinds() {
        return Stream.concat(SchemaFiles.SPEC_KINDS.stream(), SchemaFiles.CONFIGURATIONS.stream());
    }

    private static List<Entry> entries(String kind) {
        String name = "documents/" + kind + ".yml";
        try (InputStream in = DocumentsTest.class.getResourceAsStream(name)) {
            Object table =
                    new Yaml(new SafeConstructor(new LoaderOptions()))
                            .load(Objects.requireNonNull(in, () -> name + " is missing"));
            return JSON.valueToTree(table).valueStream().map(DocumentsTest::entry).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Entry entry(JsonNode node) {
        return new Entry(
                node.path("about").asString(),
                node.path("document"),
                node.path("refused").valueStream().map(JsonNode::asString).toList(),
                node.path("az").asStringOpt());
    }
}
