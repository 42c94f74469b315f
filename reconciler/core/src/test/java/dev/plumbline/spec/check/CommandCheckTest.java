package dev.plumbline.spec.check;

import static dev.plumbline.spec.check.Collected.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.resource.Value.Text;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandCheckTest {
    private static List<String> faults(String command) {
        Collected collected = new Collected();
        new CommandCheck(collected)
                .check(
                        yaml("""
                        inputs: {data: {type: uri_file}, rate: 0.1}
                        outputs: {model: {type: custom_model}}
                        """)
                                .with("command", new Text(command)),
                        List.of());
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

    @Test
    void aMistypedRootIsCorrected() {
        assertThat(faults("train ${{input.data}}"))
                .containsExactly(
                        "command: ${{input.data}} cannot be used in a command; did you mean \"inputs\"?");
    }
}
