package dev.plumbline.local.serving.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.local.serving.AccessLog;
import dev.plumbline.local.serving.RoutesFixture;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScoringTest {
    @TempDir Path directory;
    private ServerFixture fixture;

    @BeforeEach
    void serve() throws IOException {
        fixture = new ServerFixture(directory);
        fixture.applyAndWait(
                new RoutesFixture()
                        .deployment("blue", "b1", fixture.model(10))
                        .deployment("green", "g1", fixture.model(20))
                        .traffic("blue", 80)
                        .traffic("green", 20));
    }

    @AfterEach
    void end() {
        fixture.close();
    }

    @Test
    void theAnswerSaysWhichDeploymentGaveIt() throws Exception {
        HttpResponse<String> response = fixture.client.score("azureml-model-deployment", "green");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("[20.0]");
        assertThat(response.headers().firstValue("azureml-model-deployment")).contains("green");
        assertThat(response.headers().firstValue("content-type")).contains("application/json");
    }

    @Test
    void trafficFollowsTheWeights() throws Exception {
        Map<String, Integer> answers = new HashMap<>();
        for (int i = 0; i < 1_000; i++) {
            answers.merge(fixture.client.score().body(), 1, Integer::sum);
        }

        // Six standard deviations of a binomial with n = 1000, p = 0.2: wrong once in 500 million
        // runs.
        assertThat(answers.get("[20.0]")).isBetween(124, 276);
        assertThat(answers).containsOnlyKeys("[10.0]", "[20.0]");
    }

    @Test
    void anUnknownDeploymentIsNotFound() throws Exception {
        assertError(
                fixture.client.score("azureml-model-deployment", "red"), 404, "DeploymentNotFound");
    }

    @Test
    void anUnknownEndpointIsNotFound() throws Exception {
        assertError(
                fixture.client.send(fixture.client.post("x/score", "{}")), 404, "EndpointNotFound");
    }

    @Test
    void anUnknownPathIsNotFound() throws Exception {
        assertError(fixture.client.get("/other"), 404, "NotFound");
    }

    @Test
    void withoutTrafficNothingAnswersUnlessNamed() throws Exception {
        fixture.applyAndWait(new RoutesFixture().deployment("blue", "b1", fixture.model(10)));

        assertError(fixture.client.score(), 404, "NoTraffic");
        assertThat(fixture.client.score("azureml-model-deployment", "blue").statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer ",
                "Bearer key-on",
                "Bearer key-one1",
                "Basic key-one",
                "key-one"
            })
    void aWrongKeyIsUnauthorized(String authorization) throws Exception {
        HttpRequest.Builder request =
                fixture.client
                        .request("/score")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"data\": [[1]]}"));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }

        assertError(fixture.client.send(request.build()), 401, "Unauthorized");
    }

    @Test
    void theSecondaryKeyIsAsGood() throws Exception {
        HttpRequest request =
                fixture.client
                        .request("/score")
                        .header("Authorization", "bearer " + RoutesFixture.SECOND_KEY)
                        .POST(HttpRequest.BodyPublishers.ofString("{\"data\": [[1]]}"))
                        .build();

        assertThat(fixture.client.send(request).statusCode()).isEqualTo(200);
    }

    @Test
    void aModelsRefusalIsAnErrorOfTheModel() throws Exception {
        HttpResponse<String> response =
                fixture.client.send(fixture.client.post("/score", "{\"data\": [[1, 2]]}"));

        assertThat(response.statusCode()).isEqualTo(424);
        assertThat(response.headers().firstValue("ms-azureml-model-error-statuscode"))
                .contains("400");
        assertThat(response.headers().firstValue("ms-azureml-model-error-reason"))
                .contains("Bad Request");
        assertThat(response.body()).startsWith("{\"message\":\"input \\\"x\\\" takes the shape");
    }

    @Test
    void scoringIsAPost() throws Exception {
        assertError(fixture.client.get("/score"), 405, "MethodNotAllowed");
    }

    @Test
    void aBodyBeyondTheLimitIsRefused() throws Exception {
        String body = "x".repeat(ScoringHandler.MAX_BODY_BYTES + 1);

        assertError(
                fixture.client.send(fixture.client.post("/score", body)), 413, "ContentTooLarge");
    }

    @Test
    void aBodyOfUnknownLengthIsCappedToo() throws Exception {
        byte[] chunk = new byte[1 << 20];
        HttpRequest request =
                fixture.client
                        .request("/score")
                        .header("Authorization", "Bearer " + RoutesFixture.KEY)
                        .POST(
                                HttpRequest.BodyPublishers.concat(
                                        HttpRequest.BodyPublishers.ofByteArrays(
                                                java.util.Collections.nCopies(11, chunk))))
                        .build();

        assertError(fixture.client.send(request), 413, "ContentTooLarge");
    }

    @Test
    void requestIdsAreEchoed() throws Exception {
        HttpResponse<String> response =
                fixture.client.score("x-request-id", "r-1", "x-ms-client-request-id", "c-1");

        assertThat(response.headers().firstValue("x-request-id")).contains("r-1");
        assertThat(response.headers().firstValue("x-ms-client-request-id")).contains("c-1");
    }

    @Test
    void aRequestWithoutAnIdGetsOne() throws Exception {
        assertThat(fixture.client.score().headers().firstValue("x-request-id").orElseThrow())
                .hasSize(36);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-request-id", "x-ms-client-request-id"})
    void aLongRequestIdIsRefused(String header) throws Exception {
        assertError(
                fixture.client.score(header, "i".repeat(101)), 431, "RequestHeaderFieldsTooLarge");
        assertThat(fixture.client.score(header, "i".repeat(100)).statusCode()).isEqualTo(200);
    }

    @Test
    void theAccessLogTellsWhatAnswered() throws Exception {
        fixture.client.score("x-request-id", "r-2", "azureml-model-deployment", "green");

        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() ->
                        assertThat(AccessLog.find(directory.resolve("serving"), "r-2"))
                                .hasValueSatisfying(record -> {
                                    assertThat(record.deployment()).isEqualTo("green");
                                    assertThat(record.generation()).isEqualTo("g1");
                                    assertThat(record.model()).isEqualTo("fraud-green:3");
                                    assertThat(record.status()).isEqualTo(200);
                                    assertThat(record.millis()).isPositive();
                                }));
    }

    @Test
    void statusCountsRequestsAndErrors() throws Exception {
        fixture.client.score("azureml-model-deployment", "blue");
        fixture.client.send(
                fixture.client.post("/score", "{}", "azureml-model-deployment", "blue"));

        assertThat(fixture.status("blue").requests()).isEqualTo(2);
        assertThat(fixture.status("blue").errors()).isEqualTo(1);
        assertThat(fixture.endpoint().traffic()).isEqualTo(Map.of("blue", 80, "green", 20));
    }

    @Test
    void metricsCountByEndpointDeploymentAndCode() throws Exception {
        fixture.client.score("azureml-model-deployment", "blue");
        fixture.client.score("azureml-model-deployment", "red");

        assertThat(fixture.server.scrape())
                .contains(
                        "plumbline_scoring_requests_total{code=\"200\",deployment=\"blue\",endpoint=\"fraud\"} 1.0",
                        "plumbline_scoring_requests_total{code=\"404\",deployment=\"\",endpoint=\"fraud\"} 1.0",
                        "plumbline_scoring_latency_seconds_bucket{deployment=\"blue\",endpoint=\"fraud\",le=\"0.005\"}",
                        "plumbline_scoring_in_flight{deployment=\"blue\",endpoint=\"fraud\"} 0.0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/|Healthy",
                "/v2/health/live|{\"live\":true}",
                "/v2/health/ready|{\"ready\":true}",
                "/v2/models/fraud-green/ready|{\"ready\":true}",
            })
    void healthIsTold(String path, String answer) throws Exception {
        HttpResponse<String> response = fixture.client.get(path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(answer);
    }

    @Test
    void theSwaggerDocumentDescribesTheModelsInput() throws Exception {
        HttpResponse<String> response = fixture.client.get("/swagger.json");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .contains("\"openapi\":\"3.0.3\"", "\"/score\"", "\"input_data\"", "\"number\"");
    }

    @Test
    void theInferenceProtocolFindsTheDeploymentThatServesTheModel() throws Exception {
        String body =
                "{\"inputs\": [{\"name\": \"x\", \"shape\": [1, 1], \"datatype\": \"FP32\", \"data\": [1]}]}";
        for (String path :
                new String[] {
                    "/v2/models/fraud-green/infer", "/v2/models/fraud-green/versions/3/infer"
                }) {
            HttpResponse<String> response = fixture.client.send(fixture.client.post(path, body));

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("azureml-model-deployment")).contains("green");
            assertThat(response.body())
                    .contains("\"model_name\":\"fraud-green\"", "\"data\":[20.0]");
        }
    }

    @Test
    void theInferenceProtocolDescribesTheModel() throws Exception {
        assertThat(fixture.client.get("/v2/models/fraud-blue").body())
                .contains(
                        "\"versions\":[\"3\"]",
                        "\"name\":\"x\"",
                        "\"datatype\":\"FP32\"",
                        "\"shape\":[-1,1]");
        assertError(fixture.client.get("/v2/models/other"), 404, "ModelNotFound");
        assertError(fixture.client.get("/v2/models/fraud-blue/versions/4"), 404, "ModelNotFound");
    }

    @Test
    void theInferenceProtocolNeedsAKeyToo() throws Exception {
        for (String path :
                new String[] {
                    "/v2", "/v2/health/ready", "/v2/models/fraud-blue", "/swagger.json"
                }) {
            assertError(
                    fixture.client.send(fixture.client.request(path).build()), 401, "Unauthorized");
        }
    }

    private static void assertError(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body())
                .contains("{\"error\":{")
                .contains("\"code\":\"" + code + "\"")
                .contains("\"message\":");
    }
}
