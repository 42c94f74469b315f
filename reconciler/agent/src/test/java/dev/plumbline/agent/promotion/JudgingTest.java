package dev.plumbline.agent.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.agent.promotion.Judging.Subject;
import dev.plumbline.resource.Source;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.spec.promotion.Promotion;
import dev.plumbline.spec.yaml.YamlReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which values meet which conditions.
class JudgingTest {
    static Promotion promotion(String conditions) throws Exception {
        String yaml =
                "{name: best, model: fraud, deployment: {endpoint: fraud, name: blue}, when: [%s]}"
                        .formatted(conditions);
        return Promotion.of(
                (Fields)
                        YamlReader.read(yaml.getBytes(StandardCharsets.UTF_8))
                                .orElseThrow()
                                .value(),
                new Source("promotion.yml", 1));
    }

    private static Verdict judge(
            String condition, Map<String, Double> candidate, Optional<Map<String, Double>> deployed)
            throws Exception {
        List<Verdict> verdicts =
                Judging.judge(
                        promotion("{metric: m, " + condition + "}").conditions(),
                        new Subject("fraud:2", Optional.of(candidate)),
                        deployed.map(metrics -> new Subject("fraud:1", Optional.of(metrics))));
        return verdicts.getFirst();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    at_least: 0.9                          | 0.9   | 0    | true
                    at_least: 0.9                          | 0.8999| 0    | false
                    at_most: 0.3                           | 0.3   | 0    | true
                    at_most: 0.3                           | 0.31  | 0    | false
                    better_by: 0.005, goal: maximize       | 0.905 | 0.9  | true
                    better_by: 0.005, goal: maximize       | 0.9049| 0.9  | false
                    better_by: 0, goal: maximize           | 0.9   | 0.9  | false
                    better_by: 0, goal: maximize           | 0.9001| 0.9  | true
                    better_by: 0.1, goal: minimize         | 0.2   | 0.3  | true
                    better_by: 0.1, goal: minimize         | 0.4   | 0.3  | false
                    better_by: 5%, goal: minimize          | 95    | 100  | true
                    better_by: 5%, goal: minimize          | 95.1  | 100  | false
                    better_by: 5%, goal: maximize          | -95   | -100 | true
                    better_by: 5%, goal: maximize          | 0     | 0    | false
                    better_by: 5%, goal: maximize          | 0.1   | 0    | true
                    not_worse_by: 0, goal: maximize        | 0.9   | 0.9  | true
                    not_worse_by: 0, goal: maximize        | 0.89  | 0.9  | false
                    not_worse_by: 0.01, goal: maximize     | 0.89  | 0.9  | true
                    not_worse_by: 10%, goal: minimize      | 110   | 100  | true
                    not_worse_by: 10%, goal: minimize      | 110.1 | 100  | false
                    not_worse_by: 0, goal: minimize        | 1     | 2    | true
                    at_least: 0.9                          | NaN   | 0    | false
                    at_most: 0.9                           | NaN   | 0    | false
                    at_least: 0.9                          | Infinity | 0 | false
                    not_worse_by: 0, goal: maximize        | 1     | NaN  | false
                    better_by: 0, goal: minimize           | NaN   | 1    | false
                    """)
    void valuesMeetConditionsAsTheyAreWritten(
            String condition, double candidate, double deployed, boolean isMet) throws Exception {
        Verdict verdict =
                judge(condition, Map.of("m", candidate), Optional.of(Map.of("m", deployed)));

        assertThat(verdict.isMet()).as(verdict.reason()).isEqualTo(isMet);
    }

    @Test
    void whatIsMissingMeetsNothingAndIsSaid() throws Exception {
        assertThat(judge("at_most: 1", Map.of(), Optional.empty()))
                .extracting(Verdict::isMet, Verdict::reason)
                .containsExactly(false, "no metric \"m\" was logged for fraud:2");
        assertThat(judge("better_by: 0, goal: minimize", Map.of("m", 1.0), Optional.empty()))
                .extracting(Verdict::isMet, Verdict::reason)
                .containsExactly(false, "nothing is deployed yet to compare with");
        assertThat(
                        judge(
                                "not_worse_by: 0, goal: minimize",
                                Map.of("m", 1.0),
                                Optional.of(Map.of())))
                .extracting(Verdict::isMet, Verdict::reason)
                .containsExactly(
                        false, "no metric \"m\" was logged for fraud:1, which is deployed");
    }
}
