package dev.plumbline.agent.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.agent.api.ModelSamples;
import dev.plumbline.agent.api.ModelView;
import dev.plumbline.agent.api.ModelsView;
import dev.plumbline.agent.model.ModelComparison;
import dev.plumbline.spec.promotion.Goal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What `plumb models` says.
class ModelsTextTest {
    private static final ModelView THREE = ModelSamples.version("3", 0.9, "data/transactions:1");
    private static final ModelView FOUR = ModelSamples.version("4", 0.93, "data/transactions:2");

    @Test
    void aListSaysWhatIsDeployedAndFromWhichRunItIs() {
        assertThat(
                        ModelsText.list(
                                new ModelsView(List.of(FOUR, THREE, ModelSamples.unknown("2"))),
                                Ink.PLAIN))
                .isEqualTo(
                        """
                        MODEL    WORKSPACE   DEPLOYED                      RUN      COMMIT   ENDED                 METRICS
                        fraud:4  fraud/prod                                train-4  3f9c2ab  2026-03-01 10:00:00Z  auc=0.93 rows=1000.0
                        fraud:3  fraud/prod  online-deployment/fraud/blue  train-3  3f9c2ab  2026-03-01 10:00:00Z  auc=0.9 rows=1000.0
                        fraud:2  fraud/prod                                unknown
                        """);
    }

    @Test
    void aVersionSaysWhatItWasMadeFrom() {
        assertThat(ModelsText.show(THREE, Ink.PLAIN))
                .isEqualTo(
                        """
                        fraud:3 in fraud/prod
                          digest v1:sha256:9d1f0c2b77aa3
                          deployed online-deployment/fraud/blue
                          run train-3 of job/train, succeeded
                          commit 3f9c2ab by Ada <ada@example.org>
                          ended 2026-03-01 10:00:00Z, after 1m35s
                          metrics
                            auc 0.9
                            rows 1000.0
                          parameters
                            depth 4
                          data
                            inputs.training_data data/transactions:1
                          code
                            code src@9d1f0c2
                          environments
                            environment environment/sklearn:1
                        """);
    }

    @Test
    void whatIsNotKnownIsSaid() {
        assertThat(ModelsText.show(ModelSamples.unknown("2"), Ink.PLAIN))
                .isEqualTo(
                        """
                        fraud:2 in fraud/prod
                          digest unknown
                          deployed no
                          unknown which run registered it
                        """);
    }

    @Test
    void twoVersionsStandSideBySideAndOnlyWhatHasADirectionIsBetter() {
        assertThat(
                        ModelsText.compare(
                                ModelComparison.of(THREE, FOUR, Map.of("auc", Goal.MAXIMIZE)),
                                Ink.PLAIN))
                .isEqualTo(
                        """
                                                            fraud:3                fraud:4                CHANGE
                        metrics       auc                   0.9                    0.93                   +0.03   better
                                      rows                  1000                   1000                   0       same
                        parameters    depth                 4                      4                              same
                        data          inputs.training_data  data/transactions:1    data/transactions:2            differs
                        code          code                  src@9d1f0c2            src@9d1f0c2                    same
                        environments  environment           environment/sklearn:1  environment/sklearn:1          same
                        run           author                Ada <ada@example.org>  Ada <ada@example.org>          same
                                      commit                3f9c2ab                3f9c2ab                        same
                                      id                    train-3                train-4                        differs
                                      job                   job/train              job/train                      same
                        """);
    }
}
