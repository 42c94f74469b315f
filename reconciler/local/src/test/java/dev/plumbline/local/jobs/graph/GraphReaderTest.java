package dev.plumbline.local.jobs.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.local.jobs.Yaml;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.VersionedId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class GraphReaderTest {
    private static final String PIPELINE =
            """
            type: pipeline
            settings: {continue_on_step_failure: true}
            inputs:
              raw: {type: uri_folder, path: azureml:raw:1}
              rate: 0.5
            outputs:
              model: {type: mlflow_model, name: fraud}
            jobs:
              prep:
                component:
                  environment: azureml:e:1
                  command: prep ${{inputs.raw}} ${{outputs.clean}} $[[--seed ${{inputs.seed}}]]
                  inputs: {raw: {type: uri_folder}, seed: {type: integer, optional: true}}
                  outputs: {clean: {type: uri_folder}}
                inputs: {raw: '${{parent.inputs.raw}}'}
              train:
                type: command
                environment: azureml:e:1
                command: train ${{inputs.data}} ${{inputs.rate}} ${{outputs.model}}
                limits: {timeout: 1.5}
                environment_variables: {A: true, B: 2}
                inputs: {data: '${{parent.jobs.prep.outputs.clean}}', rate: '${{ parent.inputs.rate }}'}
                outputs: {model: '${{parent.outputs.model}}'}
            """;

    @Test
    void followsBindingsToWhereTheyComeFrom() {
        JobGraph graph = read(PIPELINE);

        assertThat(graph.steps()).extracting(Step::name).containsExactly("prep", "train");
        assertThat(graph.step("prep").inputs())
                .containsEntry(
                        "raw",
                        new StepInput.Asset(new VersionedId(new ResourceId(Kind.DATA, "raw"), "1")))
                .containsEntry("seed", new StepInput.Absent());
        assertThat(graph.step("train").needs()).containsExactly("prep");
        assertThat(graph.step("train").variables())
                .containsEntry("A", "True")
                .containsEntry("B", "2");
        assertThat(graph.step("train").timeout()).contains(Duration.ofMillis(1500));
        assertThat(graph.output("model")).contains(new OutputOf("train", "model"));
        assertThat(graph.output("prep.clean")).contains(new OutputOf("prep", "clean"));
        assertThat(graph.type("model", new OutputOf("train", "model"))).isEqualTo("mlflow_model");
        assertThat(graph.parameters()).containsOnlyKeys("rate");
        assertThat(graph.continueOnFailure()).isTrue();
    }

    @Test
    void laysNestedPipelinesFlat() {
        JobGraph graph =
                read(
                        """
                        type: pipeline
                        inputs: {n: 3}
                        outputs: {last: {type: uri_folder}}
                        jobs:
                          inner:
                            type: pipeline
                            component:
                              type: pipeline
                              inputs: {n: {type: integer}, m: {type: integer, default: 4}}
                              outputs: {o: {type: uri_folder}}
                              jobs:
                                a:
                                  environment: azureml:e:1
                                  command: a ${{inputs.n}} ${{inputs.m}} ${{outputs.o}}
                                  inputs: {n: '${{parent.inputs.n}}', m: '${{parent.inputs.m}}'}
                                  outputs: {o: '${{parent.outputs.o}}'}
                            inputs: {n: '${{parent.inputs.n}}'}
                            outputs: {o: '${{parent.outputs.last}}'}
                          after:
                            environment: azureml:e:1
                            command: b ${{inputs.i}}
                            inputs: {i: '${{parent.jobs.inner.outputs.o}}'}
                        """);

        assertThat(graph.steps()).extracting(Step::name).containsExactly("inner.a", "after");
        assertThat(graph.step("inner.a").inputs())
                .containsEntry("n", new StepInput.Literal(Value.Num.of(3)))
                .containsEntry("m", new StepInput.Literal(Value.Num.of(4)));
        assertThat(graph.step("after").needs()).containsExactly("inner.a");
        assertThat(graph.output("last")).contains(new OutputOf("inner.a", "o"));
    }

    @Test
    void aCommandJobIsOneStep() {
        JobGraph graph =
                read(
                        """
                        command: t ${{inputs.x}} > ${{outputs.o}}/f
                        environment: azureml:e:1
                        distribution: {type: pytorch}
                        inputs: {x: {value: 7}}
                        outputs: {o: {type: uri_folder}}
                        """);

        assertThat(graph.steps()).extracting(Step::name).containsExactly("main");
        assertThat(graph.output("o")).contains(new OutputOf("main", "o"));
        assertThat(graph.notes()).singleElement().asString().contains("distribution");
        assertThat(graph.parameters()).containsEntry("x", Value.Num.of(7));
    }

    @Test
    void refusesStepsThatWaitForEachOther() {
        refuses(
                """
                type: pipeline
                jobs:
                  a:
                    environment: azureml:e:1
                    command: a ${{inputs.i}} ${{outputs.o}}
                    inputs: {i: '${{parent.jobs.b.outputs.o}}'}
                    outputs: {o: {}}
                  b:
                    environment: azureml:e:1
                    command: a ${{inputs.i}} ${{outputs.o}}
                    inputs: {i: '${{parent.jobs.a.outputs.o}}'}
                    outputs: {o: {}}
                """,
                "a -> b -> a");
    }

    @Test
    void refusesAKindOfNodeThatItCannotRun() {
        refuses(
                """
                type: pipeline
                jobs: {tune: {type: sweep, trial: {command: x}}}
                """,
                "node tune is of kind \"sweep\"");
        refuses("{type: automl, task: classification}", "of type \"automl\"");
    }

    @Test
    void refusesWhatIsNotThere() {
        refuses(step("inputs: {i: '${{parent.inputs.no}}'}"), "${{parent.inputs.no}}");
        refuses(step("inputs: {i: '${{parent.jobs.no.outputs.o}}'}"), "node \"no\"");
        refuses(step("inputs: {i: '${{parent.jobs.a.outputs.no}}'}"), "no such output; it has: o");
        refuses(step("inputs: {}"), "uses ${{inputs.i}}, which it does not declare");
        refuses(
                step("inputs: {i: {type: uri_file, path: 'https://example.org/x'}}"),
                "register it");
        refuses("{type: pipeline, jobs: {}}", "no nodes");
        refuses("{command: x}", "no environment");
        refuses("{environment: 'azureml:e:1'}", "no command");
        refuses(
                "{command: x, environment: 'azureml:e:1', limits: {timeout: soon}}",
                "limits.timeout \"soon\"");
        refuses(
                "{command: x, environment: 'azureml:e:1', code: 'https://example.org/x'}",
                "no folder");
        refuses("{command: x, environment: 'azureml:e:1', outputs: {../o: {}}}", "../o");
    }

    @Test
    void refusesARequiredInputThatIsNotGiven() {
        refuses(
                """
                type: pipeline
                jobs:
                  a:
                    component: {command: x, environment: 'azureml:e:1', inputs: {i: {type: integer}}}
                """,
                "input i of step a is required");
    }

    private static String step(String inputs) {
        return """
        type: pipeline
        jobs:
          a:
            environment: azureml:e:1
            command: x ${{inputs.i}} ${{outputs.o}}
            outputs: {o: {}}
            %s
        """
                .formatted(inputs);
    }

    private static void refuses(String yaml, String reason) {
        assertThatThrownBy(() -> read(yaml))
                .isInstanceOf(InvalidJobException.class)
                .hasMessageContaining(reason);
    }

    private static JobGraph read(String yaml) {
        return GraphReader.read(
                Yaml.read(yaml, path -> new Value.Content(path, Digest.ofText(path), List.of())));
    }
}
