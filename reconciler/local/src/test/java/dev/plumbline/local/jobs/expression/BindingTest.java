package dev.plumbline.local.jobs.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BindingTest {
    @Test
    void readsEachForm() {
        assertThat(Binding.parse("${{parent.inputs.x}}")).contains(new Binding.ParentInput("x"));
        assertThat(Binding.parse(" ${{ parent.outputs.x }} "))
                .contains(new Binding.ParentOutput("x"));
        assertThat(Binding.parse("${{parent.jobs.n.outputs.x}}"))
                .contains(new Binding.NodeOutput("n", "x"));
        assertThat(Binding.parse("${{parent.jobs.n.inputs.x}}"))
                .contains(new Binding.NodeInput("n", "x"));
        assertThat(Binding.parse("plain")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a-${{parent.inputs.x}}", "${{inputs.x}}", "${{parent.jobs.n}}", "${{}}"})
    void refusesOtherExpressions(String text) {
        assertThatThrownBy(() -> Binding.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
