package dev.plumbline.spec.check;

import static dev.plumbline.spec.check.Collected.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.resource.Value.Fields;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PipelineCheckTest {
    private static final Map<String, Fields> COMPONENTS =
            Map.of(
                    "./prep.yml",
                    yaml(
                            """
                            inputs:
                              raw: {type: uri_file}
                              seed: {type: integer, default: 7}
                              level: {type: string, optional: true, enum: [low, high]}
                            outputs: {clean: {type: uri_folder}}
                            """),
                    "./train.yml",
                    yaml(
                            """
                            inputs: {data: {type: uri_folder}, rate: {type: number}, deep: {type: boolean, default: false}}
                            outputs: {model: {type: custom_model}}
                            """));

    private static final String PIPELINE =
            """
            inputs: {raw: {type: uri_file, path: 'azureml:raw:1'}, rate: 0.1}
            outputs: {model: {type: custom_model}}
            jobs:
              prep:
                component: ./prep.yml
                inputs: {raw: '${{parent.inputs.raw}}', seed: 3}
              train:
                component: ./train.yml
                inputs: {data: '${{parent.jobs.prep.outputs.clean}}', rate: '${{parent.inputs.rate}}'}
                outputs: {model: '${{parent.outputs.model}}'}
              report:
                component: azureml:report:1
                inputs: {anything: '${{parent.jobs.train.outputs.model}}'}
              inline:
                command: cat ${{inputs.x}}
                inputs: {x: '${{parent.jobs.report.outputs.whatever}}'}
                outputs: {o: {type: uri_folder}}
            """;

    private static List<String> faults(String pipeline) {
        Collected collected = new Collected();
        new PipelineCheck(collected, name -> Optional.ofNullable(COMPONENTS.get(name)))
                .check(yaml(pipeline));
        return collected.lines;
    }

    @Test
    void aPipelineThatFitsHasNoFaults() {
        assertThat(faults(PIPELINE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "seed: 3 | sed: 3 | jobs.prep.inputs.sed: the component of node prep has no input \"sed\"; did you mean \"seed\"?",
                "seed: 3 | seed: three | jobs.prep.inputs.seed: seed is \"three\", but the component of node prep takes an integer",
                "seed: 3 | seed: 3.5 | jobs.prep.inputs.seed: seed is 3.5, but the component of node prep takes an integer",
                "seed: 3 | level: middle | jobs.prep.inputs.level: level is \"middle\", but the component of node prep takes one of low, high",
                "rate: 0.1} | rate: fast} | inputs.rate: rate is \"fast\", but the component of node train takes a number",
                "raw: '${{parent.inputs.raw}}' | raw: 5 | jobs.prep.inputs.raw: raw is 5, but the component of node prep takes a uri_file",
                "raw: '${{parent.inputs.raw}}', | `` | jobs.prep: node prep lacks the input raw (uri_file), which its component requires",
                "raw: '${{parent.inputs.raw}}' | rwa: '${{parent.inputs.raw}}' | jobs.prep.inputs.rwa: the component of node prep has no input \"rwa\"; did you mean \"raw\"?",
                "parent.inputs.raw | parent.inputs.row | jobs.prep.inputs.raw: ${{parent.inputs.row}}: the pipeline declares no input \"row\"; did you mean \"raw\"?",
                "parent.inputs.raw | parent.input.raw | jobs.prep.inputs.raw: ${{parent.input.raw}} is not understood; did you mean \"inputs\"?",
                "parent.inputs.raw | parnt.inputs.raw | jobs.prep.inputs.raw: ${{parnt.inputs.raw}}: did you mean \"parent\"?",
                "jobs.prep.outputs | jobs.perp.outputs | jobs.train.inputs.data: ${{parent.jobs.perp.outputs.clean}}: the pipeline has no node \"perp\"; did you mean \"prep\"?",
                "prep.outputs.clean | prep.outputs.clear | jobs.train.inputs.data: ${{parent.jobs.prep.outputs.clear}}: node prep has no output \"clear\"; did you mean \"clean\"?",
                "prep.outputs.clean | prep.output.clean | jobs.train.inputs.data: ${{parent.jobs.prep.output.clean}} is not understood; did you mean \"outputs\"?",
                "parent.outputs.model | parent.outputs.modle | jobs.train.outputs.model: ${{parent.outputs.modle}}: the pipeline declares no output \"modle\"; did you mean \"model\"?",
                "outputs: {model: '$ | outputs: {mdel: '$ | jobs.train.outputs.mdel: the component of node train has no output \"mdel\"; did you mean \"model\"?",
                "jobs.prep.outputs.clean | jobs.train.outputs.model | jobs.train.inputs.data: ${{parent.jobs.train.outputs.model}}: a node cannot use its own output",
                "raw: '${{parent.inputs.raw}}' | raw: '${{parent.jobs.train.outputs.model}}' | jobs.train.inputs.data: the nodes wait for each other: prep → train → prep; take one of these bindings out",
                "cat ${{inputs.x}} | cat ${{inputs.y}} | jobs.inline.command: ${{inputs.y}} names \"y\", which is not a declared input; did you mean \"x\"?"
            })
    void oneMistakeIsOneFault(String right, String wrong, String fault) {
        assertThat(PIPELINE).contains(right);

        assertThat(faults(PIPELINE.replace(right, wrong))).containsExactly(fault);
    }
}
