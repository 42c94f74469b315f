package dev.plumbline.webhooks.github;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.patch;
import static com.github.tomakehurst.wiremock.client.WireMock.patchRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static dev.plumbline.webhooks.github.TestingGithub.HEAD;
import static dev.plumbline.webhooks.github.TestingGithub.REPOSITORY;
import static dev.plumbline.webhooks.github.TestingGithub.answer;
import static dev.plumbline.webhooks.github.TestingGithub.page;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.plumbline.webhooks.forge.Annotation;
import dev.plumbline.webhooks.http.ForgeHttp;
import dev.plumbline.webhooks.http.TestingClock;
import dev.plumbline.webhooks.json.ForgeJson;
import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

final class GithubChecksTest {
    @RegisterExtension static final WireMockExtension GITHUB = TestingGithub.server();

    private static final String LATEST =
            REPOSITORY
                    + "/commits/"
                    + HEAD
                    + "/check-runs?filter=latest&per_page=100&check_name=plumbline%2Fprod";
    private static final String RUNS = REPOSITORY + "/check-runs";
    private static final Annotation ERROR =
            new Annotation("fraud/blue.yml", 12, true, "instance_count", "it must be at least 1");
    private static final Annotation WARNING =
            new Annotation("fraud/blue.yml", 3, false, "template", "{{REGION}} is not set");

    @BeforeEach
    void takeRuns() {
        page(GITHUB, LATEST, "check-runs-none.json");
        GITHUB.stubFor(post(RUNS).willReturn(answer(201, "check-run.json")));
        GITHUB.stubFor(patch(RUNS + "/603").willReturn(answer(200, "check-run.json")));
    }

    private static void write(List<Annotation> problems) {
        URI base = URI.create(GITHUB.baseUrl() + "/api/v3");
        try (ForgeHttp http = new ForgeHttp(base, _ -> {}, new TestingClock())) {
            new GithubChecks(http, GithubProject.of("acme/fraud-models"), "7001")
                    .write(HEAD, "plumbline/prod", problems);
        }
    }

    private static JsonNode sent(LoggedRequest request) {
        return ForgeJson.MAPPER.readTree(request.getBody());
    }

    private static JsonNode created() {
        List<LoggedRequest> requests = GITHUB.findAll(postRequestedFor(urlEqualTo(RUNS)));
        assertThat(requests).hasSize(1);
        return sent(requests.getFirst());
    }

    private static List<Annotation> problems(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(line -> new Annotation("a.yml", line, true, "t", "m"))
                .toList();
    }

    @Test
    void problemsAreWrittenAtTheirLines() {
        write(List.of(ERROR, WARNING));

        String digest = created().path("external_id").stringValue();
        GITHUB.verify(
                postRequestedFor(urlEqualTo(RUNS))
                        .withRequestBody(
                                equalToJson(
                                        """
                                        {
                                          "name": "plumbline/prod",
                                          "head_sha": "%s",
                                          "external_id": "%s",
                                          "status": "completed",
                                          "conclusion": "failure",
                                          "output": {
                                            "title": "1 errors, 1 warnings",
                                            "summary": "1 errors, 1 warnings.",
                                            "annotations": [
                                              {
                                                "path": "fraud/blue.yml",
                                                "start_line": 12,
                                                "end_line": 12,
                                                "annotation_level": "failure",
                                                "title": "instance_count",
                                                "message": "it must be at least 1"
                                              },
                                              {
                                                "path": "fraud/blue.yml",
                                                "start_line": 3,
                                                "end_line": 3,
                                                "annotation_level": "warning",
                                                "title": "template",
                                                "message": "{{REGION}} is not set"
                                              }
                                            ]
                                          }
                                        }
                                        """
                                                .formatted(HEAD, digest))));
    }

    @Test
    void warningsAloneFailNothing() {
        write(List.of(WARNING));

        assertThat(created().path("conclusion").stringValue()).isEqualTo("neutral");
    }

    @ParameterizedTest
    @CsvSource({"50, 0, 50", "51, 1, 1", "100, 1, 50", "120, 2, 20", "1200, 19, 50"})
    void aRequestHasAtMostFifty(int problems, int more, int inTheLast) {
        write(problems(problems));

        List<JsonNode> added =
                GITHUB.findAll(patchRequestedFor(urlEqualTo(RUNS + "/603"))).stream()
                        .map(GithubChecksTest::sent)
                        .toList();
        JsonNode last = added.isEmpty() ? created() : added.getLast();
        assertThat(created().at("/output/annotations")).hasSize(50);
        assertThat(added).hasSize(more);
        assertThat(last.at("/output/annotations")).hasSize(inTheLast);
        assertThat(last.path("status").stringValue()).isEqualTo("completed");
        assertThat(created().path("status").stringValue())
                .isEqualTo(more == 0 ? "completed" : "in_progress");
    }

    @Test
    void whatIsLeftOutIsSaid() {
        write(problems(1_001));

        assertThat(created().at("/output/summary").stringValue())
                .contains("The first 1000 are shown");
    }

    @Test
    void noProblemsAreNotWorthARun() {
        write(List.of());

        GITHUB.verify(0, postRequestedFor(anyUrl()));
    }

    /// Answers with runs of other apps and of this one, which tell these problems.
    private void known(String resource, String digest) {
        GITHUB.stubFor(
                get(LATEST)
                        .willReturn(
                                okJson(TestingGithub.text(resource).replace("DIGEST", digest))));
    }

    @Test
    void theSameProblemsAreNotWrittenAgain() {
        write(List.of(ERROR));
        known("check-runs.json", created().path("external_id").stringValue());

        write(List.of(ERROR));

        GITHUB.verify(1, postRequestedFor(urlEqualTo(RUNS)));
    }

    @Test
    void otherProblemsMakeAnotherRun() {
        known("check-runs.json", "of others");

        write(List.of(ERROR));

        assertThat(created().path("conclusion").stringValue()).isEqualTo("failure");
    }

    @Test
    void problemsThatAreGoneAreTakenBack() {
        known("check-runs.json", "of others");

        write(List.of());

        assertThat(created().path("conclusion").stringValue()).isEqualTo("success");
        assertThat(created().at("/output/title").stringValue()).isEqualTo("No problems");
    }

    @Test
    void aRunThatBrokeOffIsWrittenAnew() {
        write(List.of(ERROR));
        String digest = created().path("external_id").stringValue();
        GITHUB.stubFor(
                get(LATEST)
                        .willReturn(
                                okJson(
                                        TestingGithub.text("check-runs.json")
                                                .replace("DIGEST", digest)
                                                .replace("completed\"", "in_progress\""))));

        write(List.of(ERROR));

        GITHUB.verify(2, postRequestedFor(urlEqualTo(RUNS)));
    }

    @Test
    void longTextsAreCut() {
        write(List.of(new Annotation("a.yml", 1, true, "t".repeat(300), "m\n".repeat(20_000))));

        JsonNode annotation = created().at("/output/annotations/0");
        assertThat(annotation.path("title").stringValue()).hasSize(255).endsWith("…");
        assertThat(annotation.path("message").stringValue())
                .hasSizeLessThanOrEqualTo(16_000)
                .contains("Cut here");
    }
}
