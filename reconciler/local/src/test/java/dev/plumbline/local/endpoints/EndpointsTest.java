package dev.plumbline.local.endpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.local.serving.Routes;
import dev.plumbline.platform.Change;
import dev.plumbline.platform.Health;
import dev.plumbline.platform.Outcome;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class EndpointsTest extends EndpointsScenario {
    @Test
    void whatIsAppliedIsObservedExactlyAsDeclared() throws IOException {
        Value.Fields endpoint =
                fields("auth_mode", Value.text("key"), "description", Value.text("scores"));
        Value.Fields deployment =
                fields(
                        "model", model("1"),
                        "instance_count", Value.Num.of(2),
                        "tags", fields("team", Value.text("risk")));
        Value.Fields traffic = fields("traffic", fields("blue", Value.Num.of(100)));

        assertThat(create(FRAUD, endpoint)).isEqualTo(Outcome.Applied.done());
        assertThat(create(BLUE, deployment)).isEqualTo(Outcome.Applied.done());
        assertThat(create(TRAFFIC, traffic)).isEqualTo(Outcome.Applied.done());

        assertThat(observed(FRAUD).live()).isEqualTo(endpoint);
        assertThat(observed(BLUE).live()).isEqualTo(deployment);
        assertThat(observed(TRAFFIC).live()).isEqualTo(traffic);
        assertThat(observed(BLUE).health()).isEqualTo(Health.HEALTHY);
        assertThat(observed(BLUE).changedBy()).contains("plumbline");
        assertThat(observed(BLUE).owner())
                .map(owner -> owner.workspace())
                .contains("fraud/staging");
    }

    @Test
    void theRoutesFollowFromWhatIsApplied() throws IOException {
        create(FRAUD, Value.Fields.EMPTY);
        create(
                BLUE,
                fields(
                        "model", model("1"),
                        "request_settings", fields("request_timeout_ms", Value.Num.of(900)),
                        "environment_variables", fields("THRESHOLD", Value.text("0.5"))));
        create(TRAFFIC, fields("traffic", fields("blue", Value.Num.of(100))));

        Routes.Endpoint route = route();

        assertThat(route.traffic()).containsExactly(Map.entry("blue", 100));
        assertThat(route.primaryKey())
                .isEqualTo(endpoints.keys("fraud").map(Keys::primary).orElseThrow());
        assertThat(blueRoute())
                .satisfies(blue -> {
                    assertThat(blue.modelName() + ":" + blue.modelVersion()).isEqualTo("fraud:1");
                    assertThat(blue.modelDirectory().resolve("model.onnx")).hasContent("weights 1");
                    assertThat(blue.requestTimeoutMillis()).isEqualTo(900);
                    assertThat(blue.environmentVariables()).containsEntry("THRESHOLD", "0.5");
                });
    }

    @Test
    void aDeploymentIsStartedAndThenReady() throws IOException {
        serving.loadSlowly();
        create(FRAUD, Value.Fields.EMPTY);

        assertThat(create(BLUE, fields("model", model("1"))))
                .isEqualTo(new Outcome.Started(BLUE.toString()));
        assertThat(observed(BLUE).health()).isEqualTo(Health.PROGRESSING);
        await().until(() -> changes.get() > 0);
        int before = changes.get();
        serving.finishLoading();

        await().until(() -> changes.get() > before);
        assertThat(observed(BLUE).health()).isEqualTo(Health.HEALTHY);
    }

    @Test
    void aDeploymentThatCannotLoadIsDegradedWithTheReason() throws IOException {
        serving.fail("blue", "the model has no input");
        create(FRAUD, Value.Fields.EMPTY);
        create(BLUE, fields("model", model("1")));

        assertThat(observed(BLUE).health()).isEqualTo(Health.DEGRADED);
        assertThat(observed(BLUE).message()).contains("the model has no input");
        assertThat(create(TRAFFIC, fields("traffic", fields("blue", Value.Num.of(100)))))
                .isInstanceOf(Outcome.Stalled.class);
    }

    @Test
    void anEndpointGoesWithAllThatBelongsToIt() throws IOException {
        create(FRAUD, Value.Fields.EMPTY);
        create(BLUE, fields("model", model("1")));
        create(TRAFFIC, fields("traffic", fields("blue", Value.Num.of(100))));

        assertThat(start(new Change.Delete(FRAUD))).isEqualTo(Outcome.Applied.done());

        assertThat(endpoints.observe()).isEmpty();
        assertThat(endpoints.keys("fraud")).isEmpty();
        assertThat(serving.routes()).isEqualTo(Routes.NONE);
    }

    @Test
    void cosmeticsLeaveTheGenerationAndAnotherModelChangesIt() throws IOException {
        create(FRAUD, Value.Fields.EMPTY);
        create(BLUE, fields("model", model("1")));
        String first = generation();

        create(BLUE, fields("model", model("1"), "tags", fields("a", Value.text("b"))));
        assertThat(generation()).isEqualTo(first);
        create(BLUE, fields("model", model("2")));
        assertThat(generation()).isNotEqualTo(first);
    }

    @Test
    void routesThatServingHoldsAreNotGivenAgain() throws IOException {
        create(FRAUD, Value.Fields.EMPTY);
        create(BLUE, fields("model", model("1")));
        int given = serving.given();

        create(FRAUD, fields("description", Value.text("scores payments")));

        assertThat(serving.given()).isEqualTo(given);
        assertThat(observed(FRAUD).live())
                .isEqualTo(fields("description", Value.text("scores payments")));
    }

    @Test
    void aChangeThatServingDidNotTakeIsGivenAgain() throws IOException {
        create(FRAUD, Value.Fields.EMPTY);
        serving.setDown(true);

        assertThat(create(BLUE, fields("model", model("1")))).isInstanceOf(Outcome.Started.class);
        assertThat(observed(BLUE).health()).isEqualTo(Health.PROGRESSING);
        serving.setDown(false);

        await().until(() -> observed(BLUE).health() == Health.HEALTHY);
    }

    @Test
    void whatWasAppliedIsServedAgainAfterTheAgentStartedAnew() throws IOException {
        create(FRAUD, Value.Fields.EMPTY);
        create(BLUE, fields("model", model("1")));
        Routes before = serving.routes();
        endpoints.close();
        serving.apply(Routes.NONE);

        endpoints = reopened();
        endpoints.resume();

        assertThat(serving.routes()).isEqualTo(before);
    }

    @Test
    void aKeyCanBeMadeAnewWhileTheOtherStays() throws Exception {
        create(FRAUD, Value.Fields.EMPTY);
        Keys before = endpoints.keys("fraud").orElseThrow();

        Keys after = endpoints.regenerateKey("fraud", true);

        assertThat(after.primary()).isNotEqualTo(before.primary()).hasSize(43);
        assertThat(after.secondary()).isEqualTo(before.secondary());
        assertThat(route().primaryKey()).isEqualTo(after.primary());
        assertThat(after.toString()).doesNotContain(after.primary());
    }

    @Test
    void whatCannotBeServedHereIsStalledWithWhatToDo() throws IOException {
        create(FRAUD, Value.Fields.EMPTY);
        Value.Fields script =
                fields(
                        "model",
                        model("1"),
                        "code_configuration",
                        fields("scoring_script", Value.text("score.py")));
        Value pickle = content("models/fraud.pkl", "pickle");

        assertThat(create(BLUE, script))
                .isInstanceOfSatisfying(
                        Outcome.Stalled.class,
                        stalled -> assertThat(stalled.reason()).contains("code_configuration"));
        assertThat(create(BLUE, fields("model", fields("path", pickle))))
                .isInstanceOfSatisfying(
                        Outcome.Stalled.class,
                        stalled -> assertThat(stalled.reason()).contains("ONNX"));
        assertThat(create(BLUE, fields("model", model("1"), "instance_count", Value.text("two"))))
                .isInstanceOfSatisfying(
                        Outcome.Stalled.class,
                        stalled -> assertThat(stalled.reason()).contains("\"two\""));
        assertThat(
                        create(
                                new ResourceId(Kind.ONLINE_ENDPOINT, "token"),
                                fields("auth_mode", Value.text("aad_token"))))
                .isInstanceOf(Outcome.Stalled.class);
    }

    @Test
    void aModelThatTheSpecBringsAlongIsServed() throws IOException {
        create(FRAUD, Value.Fields.EMPTY);
        create(BLUE, fields("model", fields("path", content("models/fraud.onnx", "weights"))));

        assertThat(blueRoute().modelDirectory()).hasFileName("model.onnx").hasContent("weights");
    }
}
