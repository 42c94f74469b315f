package dev.plumbline.webhooks.azuredevops;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.patch;
import static com.github.tomakehurst.wiremock.client.WireMock.patchRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.webhooks.forge.CommitStatus;
import dev.plumbline.webhooks.forge.CommitStatus.State;
import dev.plumbline.webhooks.forge.Feature;
import dev.plumbline.webhooks.forge.Proposal;
import dev.plumbline.webhooks.forge.PullRequest;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class AzureDevOpsWriteTest extends AzureDevOpsFixture {
    @Test
    void aCommentIsWrittenThoughSomeoneElsePastedItsMark() {
        stub(get(urlPathEqualTo(TWELVE + "/threads")), "threads");
        stub(post(urlPathEqualTo(TWELVE + "/threads")), "threads");

        client.comment(twelve(), "prod", "2 changes");

        SERVER.verify(
                1,
                postRequestedFor(urlPathEqualTo(TWELVE + "/threads"))
                        .withRequestBody(
                                equalToJson(
                                        """
                                        {"status": "closed", "comments": [{
                                          "content": "<!-- plumbline:prod -->\\n2 changes",
                                          "parentCommentId": 0, "commentType": "text"}]}
                                        """)));
    }

    @Test
    void aCommentOfOursIsWrittenAnewInItsPlace() {
        stub(get(urlPathEqualTo(TWELVE + "/threads")), "threads-commented");
        stub(patch(urlPathEqualTo(TWELVE + "/threads/150/comments/1")), "threads");

        client.comment(twelve(), "prod", "2 changes");

        SERVER.verify(
                1,
                patchRequestedFor(urlPathEqualTo(TWELVE + "/threads/150/comments/1"))
                        .withRequestBody(
                                equalToJson(
                                        """
                                        {"content": "<!-- plumbline:prod -->\\n2 changes"}
                                        """)));
    }

    @Test
    void aCommentThatSaysTheSameIsNotWritten() {
        stub(get(urlPathEqualTo(TWELVE + "/threads")), "threads-commented");

        client.comment(twelve(), "prod", "no changes");

        assertThat(SERVER.getAllServeEvents())
                .allMatch(event -> event.getRequest().getMethod().getName().equals("GET"));
    }

    @Test
    void aLongCommentIsCutAtTheLimit() {
        stub(get(urlPathEqualTo(TWELVE + "/threads")), "threads");
        stub(post(urlPathEqualTo(TWELVE + "/threads")), "threads");

        client.comment(twelve(), "prod", "a line of text\n".repeat(20_000));

        assertThat(sent(TWELVE + "/threads").at("/comments/0/content").stringValue())
                .hasSizeBetween(149_900, 150_000)
                .endsWith("a line of text\n\n_Cut here: the forge takes no longer text._");
    }

    @ParameterizedTest
    @CsvSource({"PENDING,pending", "SUCCESS,succeeded", "FAILURE,failed", "ERROR,error"})
    void aStatusIsOnTheCommitAndOnTheIterationOfTheOpenPullRequest(State state, String theirs) {
        String commit = REPOSITORY + "/commits/" + HEAD + "/statuses";
        stub(post(urlPathEqualTo(commit)), "error");
        stub(get(urlPathEqualTo(REPOSITORY + "/pullrequests")), "pull-requests");
        stub(post(urlPathEqualTo(TWELVE + "/statuses")), "error");

        client.report(HEAD, status(state, "https://plumbline.example.com/prod"));

        String body =
                """
                {"state": "%s", "description": "3 changes", %s
                 "context": {"genre": "plumbline", "name": "prod"},
                 "targetUrl": "https://plumbline.example.com/prod"}
                """;
        SERVER.verify(
                1,
                postRequestedFor(urlPathEqualTo(commit))
                        .withRequestBody(equalToJson(body.formatted(theirs, ""))));
        SERVER.verify(
                1,
                postRequestedFor(urlPathEqualTo(TWELVE + "/statuses"))
                        .withRequestBody(
                                equalToJson(body.formatted(theirs, "\"iterationId\": 2,"))));
    }

    @Test
    void onlyPagesOfTheWebAreLinkedAndLongTextsAreCut() {
        String commit = REPOSITORY + "/commits/" + HEAD + "/statuses";
        stub(post(urlPathEqualTo(commit)), "error");
        SERVER.stubFor(
                get(urlPathEqualTo(REPOSITORY + "/pullrequests"))
                        .willReturn(okJson("{\"value\": []}")));

        client.report(
                HEAD,
                new CommitStatus(
                        "plumbline/prod",
                        State.SUCCESS,
                        "long ".repeat(100),
                        Optional.of(URI.create("javascript:alert(1)"))));

        assertThat(sent(commit).has("targetUrl")).isFalse();
        assertThat(sent(commit).path("description").stringValue()).hasSize(250).endsWith("…");
    }

    @Test
    void aProposalOpensAPullRequestWithACutDescription() {
        SERVER.stubFor(
                get(urlPathEqualTo(REPOSITORY + "/pullrequests"))
                        .withQueryParam(
                                "searchCriteria.sourceRefName", equalTo("refs/heads/scale-up"))
                        .withQueryParam("searchCriteria.targetRefName", equalTo("refs/heads/main"))
                        .willReturn(okJson("{\"value\": []}")));
        stub(post(urlPathEqualTo(REPOSITORY + "/pullrequests")), "pull-request");

        PullRequest opened =
                client.propose(new Proposal("scale-up", "main", "Scale up", "more\n".repeat(1000)));

        assertThat(opened.number()).isEqualTo(12);
        JsonNode sent = sent(REPOSITORY + "/pullrequests");
        assertThat(sent.path("sourceRefName").stringValue()).isEqualTo("refs/heads/scale-up");
        assertThat(sent.path("targetRefName").stringValue()).isEqualTo("refs/heads/main");
        assertThat(sent.path("description").stringValue()).hasSizeBetween(3900, 4000);
    }

    @Test
    void aProposalOfABranchThatHasAPullRequestRewritesItsTexts() {
        stub(get(urlPathEqualTo(REPOSITORY + "/pullrequests")), "pull-requests");
        stub(patch(urlPathEqualTo(TWELVE)), "pull-request");

        client.propose(new Proposal("scale-up", "main", "Scale up", "More."));
        client.propose(
                new Proposal("scale-up", "main", "Scale fraud-blue up", "Takes more requests."));

        SERVER.verify(
                1,
                patchRequestedFor(urlPathEqualTo(TWELVE))
                        .withRequestBody(
                                equalToJson(
                                        "{\"title\": \"Scale up\", \"description\": \"More.\"}")));
    }

    @Test
    void problemsAtLinesAreLeftOut() {
        assertThat(client.features()).doesNotContain(Feature.ANNOTATIONS);

        client.annotate(HEAD, "plumbline/prod", List.of());

        assertThat(SERVER.getAllServeEvents()).isEmpty();
    }

    private static CommitStatus status(State state, String page) {
        return new CommitStatus(
                "plumbline/prod", state, "3 changes", Optional.of(URI.create(page)));
    }
}
