package dev.plumbline.spec.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Bool;
import dev.plumbline.resource.Value.Null;
import dev.plumbline.resource.Value.Num;
import dev.plumbline.resource.Value.Text;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a plain word of YAML 1.1 is.
class YamlScalarTest {
    @ParameterizedTest
    @ValueSource(strings = {"true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON"})
    void wordsOfYaml11AreTrue(String word) throws Exception {
        assertThat(TestingYaml.value(word)).isEqualTo(new Bool(true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF"})
    void wordsOfYaml11AreFalse(String word) throws Exception {
        assertThat(TestingYaml.value(word)).isEqualTo(new Bool(false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "~", "null", "Null", "NULL"})
    void nothingIsNull(String word) throws Exception {
        assertThat(TestingYaml.value(word)).isEqualTo(Null.NULL);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "-7, -7",
        "+7, 7",
        "010, 8",
        "-010, -8",
        "0x1F, 31",
        "0b101, 5",
        "1_000, 1000",
        "22:30, 1350",
        "0, 0",
        "00, 0",
        "123456789012345678901234567890, 123456789012345678901234567890",
        "0.1, 0.1",
        ".5, 0.5",
        "5., 5",
        "-1.5, -1.5",
        "1e3, 1000",
        "1.5e-3, 0.0015",
        "1_000.5, 1000.5",
    })
    void numbersAreExact(String written, BigDecimal number) throws Exception {
        assertThat(TestingYaml.value(written)).isEqualTo(new Num(number));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "y",
                "n",
                "tRUE",
                "08",
                "0o17",
                ".inf",
                "-.INF",
                ".nan",
                "1:30.5",
                "2026-11-23",
                "2026-11-23T12:00:00Z",
                "1.2.3",
                "1e999999999",
                "azureml:fraud:1",
                "Standard_DS3_v2",
            })
    void whatOnlyLooksLikeSomethingElseStaysText(String written) throws Exception {
        assertThat(TestingYaml.value(written)).isEqualTo(new Text(written));
    }

    @ParameterizedTest
    @ValueSource(strings = {"'yes'", "\"yes\"", "!!str yes"})
    void quotedWordsStayText(String written) throws Exception {
        assertThat(TestingYaml.value(written)).isEqualTo(new Text("yes"));
    }

    @Test
    void aVersionInQuotesIsTextAndOneWithoutIsTheSameText() throws Exception {
        assertThat(TestingYaml.value("'3'")).isEqualTo(new Text("3"));
        assertThat(TestingYaml.value("3")).isEqualTo(Num.of(3));
        assertThat(TestingYaml.value("3").display()).isEqualTo("3");
    }

    @Test
    void aNumberOfMoreThanFourHundredDigitsStaysText() throws Exception {
        String digits = "7".repeat(401);

        assertThat(TestingYaml.value(digits)).isEqualTo(new Text(digits));
        assertThat(TestingYaml.value(digits.substring(1))).isInstanceOf(Num.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"!!int abc", "!!float abc", "!!int ''", "!!timestamp x", "!mine x"})
    void tagsThatDoNotFitLeaveText(String written) throws Exception {
        assertThat(TestingYaml.value(written)).isInstanceOf(Text.class);
    }

    @Test
    void aTagThatCallsAWordABooleanDoesNotMakeItOne() throws Exception {
        Value value = TestingYaml.value("!!bool maybe");

        assertThat(value).isEqualTo(new Text("maybe"));
    }

    @Test
    void blocksKeepOrFoldTheirLines() throws Exception {
        assertThat(TestingYaml.value("|\n  a\n  b\n")).isEqualTo(new Text("a\nb\n"));
        assertThat(TestingYaml.value(">-\n  a\n  b\n")).isEqualTo(new Text("a b"));
    }

    @Test
    void carriageReturnsDoNotReachTheValues() throws Exception {
        assertThat(TestingYaml.value("|\r\n  a\r\n  b\r\n")).isEqualTo(new Text("a\nb\n"));
    }
}
