package dev.plumbline.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.spec.document.SpecKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalLimitsTest {
    private final LocalLimits limits = new LocalLimits();

    private static Fields of(String key, Value value) {
        return new Fields(Map.of(key, value));
    }

    @ParameterizedTest
    @CsvSource({"command, 0", "Pipeline, 0", "spark, 1", "automl, 1", "parallel, 1", "sweep, 1"})
    void nodesOfOtherTypesCannotRun(String type, int told) {
        Fields pipeline = of("jobs", of("a", of("type", Value.text(type))));

        assertThat(limits.of(SpecKind.PIPELINE_JOB, pipeline))
                .hasSize(told)
                .allMatch(limit -> limit.at().equals(List.of("jobs", "a", "type")));
    }

    @Test
    void anImageCannotBeBuiltAndAStepIsOneProcess() {
        Fields build = of("build", of("path", Value.text(".")));
        Fields distribution = of("distribution", of("type", Value.text("pytorch")));

        assertThat(limits.of(SpecKind.ENVIRONMENT, build))
                .extracting(limit -> String.join(".", limit.at()))
                .containsExactly("build");
        assertThat(limits.of(SpecKind.COMMAND_JOB, distribution.with("environment", build)))
                .extracting(limit -> String.join(".", limit.at()))
                .containsExactly("environment.build", "distribution");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from azureml.core import Run",
                "import azureml.core",
                "    run = Run.get_context()",
                "ws = Workspace.from_config ()"
            })
    void callsOfTheFirstSdkHaveNoService(String line) {
        assertThat(limits.ofPython(line)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"import mlflow", "run.get_context", "from azureml.coreutils import x"})
    void otherLinesMay(String line) {
        assertThat(limits.ofPython(line)).isEmpty();
    }
}
