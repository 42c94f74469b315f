package dev.plumbline.spec.check;

import static dev.plumbline.spec.check.Collected.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.resource.Value.Text;
import dev.plumbline.spec.document.SpecKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandCheckTest {
    private static final String JOB =
            """
            inputs: {data: {type: uri_file}, rate: 0.1}
            outputs: {model: {type: custom_model}}
            """;

    /// Of a job, and in the same words of a node that says itself what it runs.
    private static List<String> faults(String command) {
        Collected collected = new Collected(Map.of());
        Checks.check(SpecKind.COMMAND_JOB, yaml(JOB).with("command", new Text(command)), collected);
        return collected.lines;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "train --data ${{inputs.data}} --rate ${{ inputs.rate }} --to ${{outputs.model}}",
                "train $[[--data ${{inputs.data}}]]",
                "cp x ${{outputs.default}}",
                "tune ${{search_space.rate}}",
                "echo ${HOME} $$ {{x}} ${{}}",
                "echo ${{name}} ${{default_datastore}}"
            })
    void whatIsDeclaredMayBeNamed(String command) {
        assertThat(faults(command)).isEmpty();
    }

    @Test
    void anInputThatNobodyDeclaresIsNamedWithTheOneThatWasMeant() {
        assertThat(faults("train ${{inputs.dat}}"))
                .containsExactly(
                        "command: ${{inputs.dat}} names \"dat\", which is not a declared input; did you mean \"data\"?");
    }

    @Test
    void whereNothingIsNearTheDeclaredOnesAreListed() {
        assertThat(faults("train ${{outputs.weights_and_biases}}"))
                .containsExactly(
                        "command: ${{outputs.weights_and_biases}} names \"weights_and_biases\", which is not a declared output; there are model");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a ${{inputs.data} b | command: \"${{inputs.data}\" is no expression; write ${{inputs.data}}",
                "a ${{ inputs.data } b | command: \"${{ inputs.data\" is no expression; write ${{inputs.data}}",
                "a ${{inputs.data | command: \"${{inputs.data\" is no expression; write ${{inputs.data}}",
                "a ${inputs.data} b | command: \"${inputs.data}\" is no expression; write ${{inputs.data}}",
                "a {{inputs.data}} b | command: \"{{inputs.data}}\" is no expression; write ${{inputs.data}}",
                "a ${{ b | command: \"${{ b\" is no expression; write ${{b}}",
                "a ${{inputs}} | command: ${{inputs}} names none of them; write ${{inputs.<name>}}",
                "a ${{nme}} | command: ${{nme}}: did you mean ${{name}}?"
            })
    void whatIsNoExpressionIsToldWithTheRightForm(String command, String fault) {
        assertThat(faults(command)).containsExactly(fault);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"echo ${HOME}", "awk '{print $1}'", "x='${{inputs.data}}'", "a {} {{}} }}"})
    void bracesOfTheShellAreItsOwn(String command) {
        assertThat(faults(command)).isEmpty();
    }

    @Test
    void aMistypedRootIsCorrected() {
        assertThat(faults("train ${{input.data}}"))
                .containsExactly(
                        "command: ${{input.data}} cannot be used in a command; did you mean \"inputs\"?");
    }
}
