package dev.plumbline.local.endpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.platform.Change;
import dev.plumbline.platform.Outcome;
import dev.plumbline.resource.Value;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TrafficTest extends EndpointsScenario {
    @Test
    void trafficWaitsForADeploymentThatLoads() throws IOException {
        serving.loadSlowly();
        create(FRAUD, Value.Fields.EMPTY);
        create(BLUE, fields("model", model("1")));
        Value.Fields all = fields("traffic", fields("blue", Value.Num.of(100)));

        assertThat(create(TRAFFIC, all))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class, failed -> assertThat(failed.retryable()).isTrue());
        serving.finishLoading();
        assertThat(create(TRAFFIC, all)).isEqualTo(Outcome.Applied.done());
    }

    @Test
    void trafficThatNamesNoDeploymentOrDoesNotSumUpIsStalled() throws IOException {
        create(FRAUD, Value.Fields.EMPTY);
        create(BLUE, fields("model", model("1")));

        assertThat(create(TRAFFIC, fields("traffic", fields("red", Value.Num.of(100)))))
                .isInstanceOfSatisfying(
                        Outcome.Stalled.class,
                        stalled -> assertThat(stalled.reason()).contains("fraud/red"));
        assertThat(create(TRAFFIC, fields("traffic", fields("blue", Value.Num.of(90)))))
                .isInstanceOfSatisfying(
                        Outcome.Stalled.class,
                        stalled -> assertThat(stalled.reason()).contains("sums to 90 %"));
    }

    @Test
    void aDeploymentWithTrafficIsNotDeletedAndOneWithoutIs() throws IOException {
        create(FRAUD, Value.Fields.EMPTY);
        create(BLUE, fields("model", model("1")));
        create(GREEN, fields("model", model("1")));
        create(
                TRAFFIC,
                fields("traffic", fields("blue", Value.Num.of(100), "green", Value.Num.of(0))));

        assertThat(start(new Change.Delete(BLUE)))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.cause()).contains("100 %"));
        assertThat(start(new Change.Delete(GREEN))).isEqualTo(Outcome.Applied.done());
        assertThat(deployments()).containsExactly("blue");
    }

    @Test
    void anEditByHandChangesWhatIsLiveAndNotWhoseItIs() throws Exception {
        create(FRAUD, Value.Fields.EMPTY);
        create(BLUE, fields("model", model("1")));
        create(GREEN, fields("model", model("1")));
        create(TRAFFIC, fields("traffic", fields("blue", Value.Num.of(100))));

        endpoints.setTraffic("fraud", Map.of("blue", 70, "green", 30), "ada");
        endpoints.patch(BLUE, fields("instance_count", Value.Num.of(3)), "ada");

        assertThat(observed(TRAFFIC).live().fields("traffic"))
                .isEqualTo(fields("blue", Value.Num.of(70), "green", Value.Num.of(30)));
        assertThat(observed(TRAFFIC).changedBy()).contains("ada");
        assertThat(observed(TRAFFIC).owner()).isPresent();
        assertThat(observed(BLUE).live().get("instance_count")).contains(Value.Num.of(3));
        assertThat(route().traffic()).containsEntry("green", 30);
        assertThatThrownBy(() -> endpoints.setTraffic("fraud", Map.of("red", 100), "ada"))
                .isInstanceOf(Refusal.class);
    }
}
