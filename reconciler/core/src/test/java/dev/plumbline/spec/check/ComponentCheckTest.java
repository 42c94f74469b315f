package dev.plumbline.spec.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.spec.document.SpecKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a component declares: groups of optional arguments, defaults.
class ComponentCheckTest {
    private static final String COMPONENT =
            """
            inputs:
              data: {type: uri_file}
              level: {type: string, optional: true, enum: [low, high]}
              rate: {type: number, default: 0.5, min: 0, max: 1}
            command: >-
              train --data ${{inputs.data}} --rate ${{inputs.rate}}
              $[[--level ${{inputs.level}}]]
            """;

    private static List<String> faults(String component) {
        return Collected.faults(SpecKind.COMMAND_COMPONENT, component);
    }

    @Test
    void aSoundComponentHasNoFaults() {
        assertThat(faults(COMPONENT)).isEmpty();
        assertThat(
                        faults(
                                COMPONENT.replace(
                                        "--rate ${{inputs.rate}}", "$[[--r ${{inputs.rate}}]]")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "--data ${{inputs.data}} | $[[--data ${{inputs.data}}]] | command: ${{inputs.data}} stands in $[[…]], which falls away with an optional input, but data is required; take it out of the group, or declare `optional: true`",
                "$[[--level ${{inputs.level}}]] | --level ${{inputs.level}} | command: warning: ${{inputs.level}} is optional, and what stands around it stays when it is left out; write $[[--level ${{inputs.level}}]]",
                "level}}]] | level}}] | command: \"$[[--level\" opens a group that is not closed; end it with ]]",
                "default: 0.5 | default: 2 | inputs.rate.default: the default of rate is 2, but the input takes a number of at least 0 and at most 1",
                "default: 0.5 | default: fast | inputs.rate.default: the default of rate is \"fast\", but the input takes a number",
                "optional: true, | default: mid, | inputs.level.default: the default of level is \"mid\", but the input takes one of low, high",
                "min: 0, | min: 3, | inputs.rate.min: min of rate is 3, which is more than its max, 1; exchange them"
            })
    void oneMistakeIsOneFault(String right, String wrong, String fault) {
        assertThat(COMPONENT).contains(right);

        assertThat(faults(COMPONENT.replace(right, wrong))).contains(fault).hasSizeLessThan(3);
    }
}
