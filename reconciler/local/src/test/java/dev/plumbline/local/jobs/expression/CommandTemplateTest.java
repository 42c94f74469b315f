package dev.plumbline.local.jobs.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandTemplateTest {
    private static final Map<String, String> INPUTS =
            Map.of(
                    "rate",
                    "0.1",
                    "data",
                    "/data/a b",
                    "flag",
                    "True",
                    "quote",
                    "it's",
                    "money",
                    "$HOME `id` \"x\"");
    private static final Map<String, String> OUTPUTS = Map.of("model", "/out/model");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    python t.py --rate ${{inputs.rate}}                 | python t.py --rate 0.1
                    t ${{ inputs.rate }} ${{outputs.model}}             | t 0.1 /out/model
                    t ${{inputs.flag}}                                  | t True
                    t ${{inputs.data}}                                  | t '/data/a b'
                    t --d=${{inputs.data}}/x                            | t --d='/data/a b'/x
                    t "${{inputs.data}}"                                | t "/data/a b"
                    t '${{inputs.data}}'                                | t '/data/a b'
                    t $[[--rate ${{inputs.rate}}]] x                    | t --rate 0.1 x
                    t $[[--no ${{inputs.none}}]] x                      | t  x
                    t $[[--r ${{inputs.rate}} --no ${{inputs.none}}]] x | t  x
                    [[ -e f ]] && t ${{inputs.rate}}                    | [[ -e f ]] && t 0.1
                    """)
    void rendersWhatTheShellGets(String command, String line) {
        assertThat(CommandTemplate.parse(command).render(INPUTS, OUTPUTS)).isEqualTo(line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "printf %s ${{inputs.quote}}-${{inputs.money}}",
                "printf %s \"${{inputs.quote}}-${{inputs.money}}\"",
                "printf %s '${{inputs.quote}}-${{inputs.money}}'",
                "printf %s \"a\\\"b\" > /dev/null; printf %s ${{inputs.quote}}-${{inputs.money}}"
            })
    void aShellReadsAnyValueAsItIs(String command) throws IOException {
        String line = CommandTemplate.parse(command).render(INPUTS, OUTPUTS);

        Process shell = new ProcessBuilder("/bin/sh", "-c", line).start();
        try (var output = shell.getInputStream()) {
            assertThat(new String(output.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("it's-$HOME `id` \"x\"");
        }
    }

    @Test
    void tellsWhatItNames() {
        CommandTemplate template =
                CommandTemplate.parse("t ${{inputs.a}} $[[--b ${{inputs.b}}]] ${{outputs.model}}");

        assertThat(template.inputs()).containsExactly("a", "b");
        assertThat(template.requiredInputs()).containsExactly("a");
        assertThat(template.outputs()).containsExactly("model");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    t ${{search_space.rate}}              | search_space.rate
                    t ${{inputs.}}                        | inputs.
                    t $[[--x ${{inputs.x}}                | no ]]
                    t $[[ $[[ ${{inputs.x}} ]] ]]         | within another
                    """)
    void refusesWhatMeansNothing(String command, String reason) {
        assertThatThrownBy(() -> CommandTemplate.parse(command))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }
}
