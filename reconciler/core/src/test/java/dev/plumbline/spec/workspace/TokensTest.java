package dev.plumbline.spec.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {
    private static final Map<String, String> TOKENS = Map.of("REGION", "west", "a.b-c", "$1\\x");

    @ParameterizedTest
    @CsvSource({
        "{{REGION}}, west",
        "{{ REGION }}, west",
        "x{{REGION}}{{REGION}}y, xwestwesty",
        "{{a.b-c}}, $1\\x",
        "{{OTHER}} {{REGION}}, {{OTHER}} west",
    })
    void knownTokensAreReplaced(String text, String replaced) {
        assertThat(Tokens.replace(text, TOKENS)).isEqualTo(replaced);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${{REGION}}",
                "${{ inputs.data }}",
                "{{ .Values.x }}",
                "{{region}}",
                "{REGION}",
                "{{1X}}",
                "{{}}",
            })
    void everythingElseStays(String text) {
        assertThat(Tokens.replace(text, TOKENS)).isEqualTo(text);
    }

    @Test
    void aReplacementIsNotReadAgain() {
        assertThat(Tokens.replace("{{A}}", Map.of("A", "{{B}}", "B", "x"))).isEqualTo("{{B}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"# {{Y}}\n", "a: 1 # {{Y}}\n", "a: \"x\" # {{Y}}\n", "it's # {{Y}}\n"})
    void aTokenInACommentIsNone(String text) {
        assertThat(Tokens.first(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: x#{{Y}}\n", "a: \"x # {{Y}}\"\n", "a: '# {{Y}}'\n"})
    void aTokenBehindAnotherHashIsOne(String text) {
        assertThat(Tokens.first(text)).contains(new Tokens.Found("Y", 1));
    }

    @Test
    void theFirstTokenIsFoundWithItsLine() {
        assertThat(Tokens.first("a: ${{x}}\nb: {{Y}} {{Z}}\n")).contains(new Tokens.Found("Y", 2));
        assertThat(Tokens.first("a: ${{x}}\n")).isEmpty();
    }
}
