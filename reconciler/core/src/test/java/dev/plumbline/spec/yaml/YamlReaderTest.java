package dev.plumbline.spec.yaml;

import static dev.plumbline.spec.yaml.TestingYaml.at;
import static dev.plumbline.spec.yaml.TestingYaml.failure;
import static dev.plumbline.spec.yaml.TestingYaml.fields;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.resource.Value.Text;
import java.nio.charset.Charset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is read, and what is refused.
class YamlReaderTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "# only a comment\n", "\uFEFF"})
    void aFileWithoutContentHoldsNoDocument(String text) throws Exception {
        assertThat(YamlReader.read(text.getBytes(UTF_8))).isEmpty();
    }

    @Test
    void theFirstOfManyDocumentsIsRead() throws Exception {
        assertThat(fields("name: first\n---\nname: second\n").text("name")).contains("first");
    }

    @Test
    void keysKeepTheOrderInWhichTheyStand() throws Exception {
        assertThat(fields("z: 1\na: 2\nm: 3\n").fields().keySet()).containsExactly("z", "a", "m");
    }

    @Test
    void aKeyThatStandsTwiceNamesBothPlaces() {
        YamlException failure = failure("name: a\ninputs:\n  rate: 1\n  seed: 2\n  rate: 3\n");

        assertThat(failure.position()).isEqualTo(at(5, 3));
        assertThat(failure.code()).isEqualTo("duplicate-key");
        assertThat(failure)
                .hasMessage("\"rate\" stands twice, here and in line 3; remove one of them");
    }

    @Test
    void aNumberAndItsTextAreTheSameKey() {
        assertThat(failure("1: a\n\"1\": b\n").code()).isEqualTo("duplicate-key");
    }

    @Test
    void theSameKeyInTwoMappingsIsNoDuplicate() throws Exception {
        assertThat(fields("a: {x: 1}\nb: {x: 2}\n").fields("b").text("x")).contains("2");
    }

    @Test
    void aKeyThatIsNoTextIsRefused() {
        YamlException failure = failure("name: {{NAME}}\n");

        assertThat(failure.position()).isEqualTo(at(1, 8));
        assertThat(failure).hasMessage("a key must be plain text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: [1, 2\n", "a: b: c\n", "\ta: 1\n", "a: \"open\n", "a: *nowhere\n"})
    void whatIsNoYamlIsRefusedWithItsPlace(String text) {
        YamlException failure = failure("name: x\n" + text);

        assertThat(failure.code()).isEqualTo("yaml");
        assertThat(failure.position().line()).isGreaterThan(1);
        assertThat(failure.getMessage()).startsWith("not valid YAML: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
    void utf16IsRefusedInPlainWords(String encoding) throws Exception {
        for (String mark : List.of("", "\uFEFF")) {
            YamlException failure =
                    failure((mark + "name: fraud\n").getBytes(Charset.forName(encoding)));

            assertThat(failure)
                    .hasMessage(
                            "the file is UTF-16 text, which az ml does not read either; save it as UTF-8");
        }
    }

    @Test
    void everyDocumentThatIsNotEmptyIsRead() throws Exception {
        List<YamlDocument> documents =
                YamlReader.readAll("---\n---\na: 1\n---\n# none\n---\nb: 2\n...\n".getBytes(UTF_8));

        assertThat(documents)
                .extracting(document -> document.value().display())
                .containsExactly("{a: 1}", "{b: 2}");
        assertThat(documents.getLast().position(List.of("b"))).isEqualTo(at(7, 4));
    }

    @Test
    void textOfAnotherEncodingIsRefusedInPlainWords() {
        YamlException failure = failure("name: Z\u00FCrich\n".getBytes(ISO_8859_1));

        assertThat(failure.code()).isEqualTo("yaml");
        assertThat(failure).hasMessage("the file is not UTF-8 text; save it as UTF-8");
    }

    @Test
    void aControlCharacterIsRefusedWithItsPlaceInOneLine() {
        YamlException failure = failure("name: fraud\nnote: a\u0001b\n");

        assertThat(failure.position()).isEqualTo(at(2, 8));
        assertThat(failure)
                .hasMessage(
                        "the character U+0001 is not allowed in YAML; remove it, or write it as an escape in double quotes");
    }

    @Test
    void valuesOutsideAsciiAreKept() throws Exception {
        assertThat(fields("city: Z\u00FCrich \uD83D\uDE00\n").get("city"))
                .contains(new Text("Z\u00FCrich \uD83D\uDE00"));
    }
}
