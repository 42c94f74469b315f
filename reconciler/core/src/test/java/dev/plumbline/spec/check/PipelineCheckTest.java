package dev.plumbline.spec.check;

import static dev.plumbline.spec.check.Collected.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.resource.Value.Fields;
import dev.plumbline.spec.document.SpecKind;
import java.util.List;
import java.util.Map;
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
                              seed: {type: integer, default: 7, min: 1, max: 9}
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
        Collected collected = new Collected(COMPONENTS);
        Checks.check(SpecKind.PIPELINE_JOB, yaml(pipeline), collected);
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
                "seed: 3 | seed: 12 | jobs.prep.inputs.seed: seed is 12, but the component of node prep takes an integer of at least 1 and at most 9",
                "seed: 3 | seed: '${{parent.inputs.raw}}' | jobs.prep.inputs.seed: seed is ${{parent.inputs.raw}}, a uri_file, but the component of node prep takes an integer",
                "seed: 3 | seed: {path: './x'} | jobs.prep.inputs.seed: seed is files, but the component of node prep takes an integer",
                "seed: 3 | seed: {value: three} | jobs.prep.inputs.seed.value: seed is \"three\", but the component of node prep takes an integer",
                "rate: 0.1} | rate: {value: fast}} | inputs.rate.value: rate is \"fast\", but the component of node train takes a number",
                "rate: 0.1} | rate: {type: boolean}} | jobs.train.inputs.rate: rate is ${{parent.inputs.rate}}, a boolean, but the component of node train takes a number",
                "rate: '${{parent.inputs.rate}}' | rate: '${{parent.jobs.prep.outputs.clean}}' | jobs.train.inputs.rate: rate is ${{parent.jobs.prep.outputs.clean}}, a uri_folder, but the component of node train takes a number",
                "outputs: {model: {type: custom_model}} | outputs: {model: {type: mltable}} | jobs.train.outputs.model: model of node train is a custom_model, but the pipeline declares this output as a mltable; give both the same type",
                "raw: {type: uri_file, | raw: {type: uri_file, optional: true, | jobs.prep.inputs.raw: warning: raw is bound to ${{parent.inputs.raw}}, which is optional, but the component of node prep requires it, so the job fails without it; give the pipeline's input a default, or make it required",
                "raw: '${{parent.inputs.raw}}' | raw: '${{parent.inputs.raw}' | jobs.prep.inputs.raw: \"${{parent.inputs.raw}\" is no expression; write ${{parent.inputs.raw}}",
                "rate: 0.1} | rate: fast} | inputs.rate: rate is \"fast\", but the component of node train takes a number",
                "raw: '${{parent.inputs.raw}}' | raw: 5 | jobs.prep.inputs.raw: raw is 5, but the component of node prep takes a uri_file",
                "raw: '${{parent.inputs.raw}}', | `` | jobs.prep: node prep lacks the input raw (uri_file), which its component requires",
                "raw: '${{parent.inputs.raw}}' | Raw: '${{parent.inputs.raw}}' | jobs.prep.inputs.Raw: warning: the component of node prep calls its input \"raw\"; Azure ML may pass over the other capitals, write it so all the same",
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{type: uri_file, path: 'azureml:raw:1'} | {type: uri_folder, path: 'azureml:raw:1'}",
                "{type: uri_file, path: 'azureml:raw:1'} | {type: mltable, path: 'azureml:raw:1'}",
                "rate: 0.1} | rate: 1}",
                "rate: 0.1} | rate: {type: integer}}",
                "rate: 0.1} | rate: '${{name}}'}",
                "outputs: {model: {type: custom_model}} | outputs: {model: {type: uri_folder}}",
                "outputs: {model: {type: custom_model}} | outputs: {model: {}}",
                "outputs: {model: {type: custom_model}} | outputs: {model: }"
            })
    void whatThePlatformConvertsIsAccepted(String one, String other) {
        assertThat(faults(PIPELINE.replace(one, other))).isEmpty();
    }

    @Test
    void aJobThatRunsAComponentGivesWhatItTakes() {
        assertThat(faults("component: ./train.yml\ninputs: {data: ./x, rates: 1}\n"))
                .containsExactly(
                        "inputs.rates: the component of this job has no input \"rates\"; did you mean \"rate\"?");
    }
}
