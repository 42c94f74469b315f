package dev.plumbline.spec.yaml;

import static dev.plumbline.spec.yaml.TestingYaml.at;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Where the parts of a document stand.
class YamlPositionTest {
    private static final String TEXT =
            """
            name: fraud
            inputs:
              rate: 0.1
              steps:
                - first
                - second: 2
            flow: {a: 1, b: [x, y]}
            """;

    @Test
    void aValueStandsWhereItBegins() throws Exception {
        YamlDocument document = TestingYaml.read(TEXT);

        assertThat(document.position(List.of("name"))).isEqualTo(at(1, 7));
        assertThat(document.position(List.of("inputs", "rate"))).isEqualTo(at(3, 9));
        assertThat(document.position(List.of("inputs", "steps", "1", "second")))
                .isEqualTo(at(6, 15));
        assertThat(document.position(List.of("flow", "b", "1"))).isEqualTo(at(7, 21));
    }

    @Test
    void aKeyStandsBeforeItsValue() throws Exception {
        YamlDocument document = TestingYaml.read(TEXT);

        assertThat(document.keyPosition(List.of("inputs"))).isEqualTo(at(2, 1));
        assertThat(document.keyPosition(List.of("inputs", "rate"))).isEqualTo(at(3, 3));
        assertThat(document.keyPosition(List.of("flow", "b"))).isEqualTo(at(7, 14));
    }

    @Test
    void whatIsNotThereStandsAtItsNearestParent() throws Exception {
        YamlDocument document = TestingYaml.read(TEXT);

        assertThat(document.position(List.of("inputs", "absent", "deeper"))).isEqualTo(at(3, 3));
        assertThat(document.position(List.of("inputs", "steps", "9"))).isEqualTo(at(5, 5));
        assertThat(document.position(List.of("inputs", "steps", "-1"))).isEqualTo(at(5, 5));
        assertThat(document.keyPosition(List.of("absent"))).isEqualTo(at(1, 1));
        assertThat(document.keyPosition(List.of())).isEqualTo(at(1, 1));
    }

    @Test
    void aliasedValuesStandAtTheirAnchor() throws Exception {
        YamlDocument document = TestingYaml.read("base: &base {cpu: 1}\nother: *base\n");

        assertThat(document.position(List.of("other", "cpu"))).isEqualTo(at(1, 19));
    }

    @Test
    void carriageReturnsDoNotCountAsLines() throws Exception {
        YamlDocument document = TestingYaml.read("name: fraud\r\ninputs:\r\n  rate: 0.1\r\n");

        assertThat(document.position(List.of("inputs", "rate"))).isEqualTo(at(3, 9));
    }

    @Test
    void aByteOrderMarkTakesNoColumn() throws Exception {
        YamlDocument document = TestingYaml.read("\uFEFFname: fraud\n");

        assertThat(document.value().display()).isEqualTo("{name: fraud}");
        assertThat(document.position(List.of("name"))).isEqualTo(at(1, 7));
    }

    @Test
    void commentsAndTheLineBetweenDocumentsCountAsLines() throws Exception {
        YamlDocument document = TestingYaml.read("# a comment\n---\n\nname: fraud\n");

        assertThat(document.position(List.of("name"))).isEqualTo(at(4, 7));
    }

    @Test
    void charactersBeyondTheBasicPlaneTakeOneColumn() throws Exception {
        YamlDocument document = TestingYaml.read("{face: \"\uD83D\uDE00\", name: fraud}\n");

        assertThat(document.position(List.of("name"))).isEqualTo(at(1, 19));
    }
}
