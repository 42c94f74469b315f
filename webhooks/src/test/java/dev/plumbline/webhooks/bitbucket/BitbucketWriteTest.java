package dev.plumbline.webhooks.bitbucket;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.webhooks.forge.CommitStatus;
import dev.plumbline.webhooks.forge.CommitStatus.State;
import dev.plumbline.webhooks.forge.Proposal;
import dev.plumbline.webhooks.json.ForgeJson;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BitbucketWriteTest extends BitbucketFixture {
    private static final String COMMENTS = TWELVE + "/comments";
    private static final String STATUSES = REPOSITORY + "/commit/" + HEAD + "/statuses/build";

    @Test
    void aCommentIsWrittenThoughSomeoneElsePastedItsMark() {
        stub(get(urlPathEqualTo(COMMENTS)), "comments");
        stub(post(urlPathEqualTo(COMMENTS)), "comments");

        client.comment(twelve(), "prod", "2 changes");

        assertThat(sent(COMMENTS).at("/content/raw").stringValue())
                .isEqualTo("[plumbline:prod]: #\n\n2 changes");
    }

    @Test
    void aCommentOfOursIsWrittenAnewInItsPlace() {
        stub(get(urlPathEqualTo(COMMENTS)), "comments-ours");
        stub(put(urlPathEqualTo(COMMENTS + "/4")), "comments");

        client.comment(twelve(), "prod", "2 changes");

        SERVER.verify(
                1,
                putRequestedFor(urlPathEqualTo(COMMENTS + "/4"))
                        .withRequestBody(
                                equalToJson(
                                        """
                                        {"content": {"raw": "[plumbline:prod]: #\\n\\n2 changes"}}
                                        """)));
    }

    @Test
    void aTokenThatMayNotAskWhoItIsKnowsTheCommentByItsMark() {
        SERVER.stubFor(get(urlPathEqualTo("/2.0/user")).willReturn(aResponse().withStatus(403)));
        stub(get(urlPathEqualTo(COMMENTS)), "comments");
        stub(put(urlPathEqualTo(COMMENTS + "/3")), "comments");

        client.comment(twelve(), "staging", "2 changes");

        SERVER.verify(1, putRequestedFor(urlPathEqualTo(COMMENTS + "/3")));
    }

    @Test
    void aCommentThatSaysTheSameIsNotWritten() {
        stub(get(urlPathEqualTo(COMMENTS)), "comments-ours");

        client.comment(twelve(), "prod", "no changes");

        assertThat(SERVER.getAllServeEvents())
                .allMatch(event -> event.getRequest().getMethod().getName().equals("GET"));
    }

    @Test
    void aLongCommentIsCutAtTheLimit() {
        stub(get(urlPathEqualTo(COMMENTS)), "comments");
        stub(post(urlPathEqualTo(COMMENTS)), "comments");

        client.comment(twelve(), "prod", "a line of text\n".repeat(5_000));

        assertThat(sent(COMMENTS).at("/content/raw").stringValue())
                .hasSizeBetween(32_700, 32_768)
                .endsWith("a line of text\n\n_Cut here: the forge takes no longer text._");
    }

    @ParameterizedTest
    @CsvSource({"PENDING,INPROGRESS", "SUCCESS,SUCCESSFUL", "FAILURE,FAILED", "ERROR,STOPPED"})
    void aStatusIsABuildOfTheCommit(State state, String theirs) {
        stub(post(urlPathEqualTo(STATUSES)), "status");

        report("plumbline/prod", state, "https://plumbline.example.com/prod");

        SERVER.verify(
                1,
                postRequestedFor(urlPathEqualTo(STATUSES))
                        .withRequestBody(
                                equalToJson(
                                        """
                                        {"key": "plumbline/prod", "name": "plumbline/prod",
                                         "state": "%s", "description": "3 changes",
                                         "url": "https://plumbline.example.com/prod"}
                                        """
                                                .formatted(theirs))));
    }

    @Test
    void longContextsKeepKeysApartAndOnlyPagesOfTheWebAreLinked() {
        stub(post(urlPathEqualTo(STATUSES)), "status");

        report("plumbline/" + "a".repeat(60) + "1", State.SUCCESS, "javascript:alert(1)");
        report("plumbline/" + "a".repeat(60) + "2", State.SUCCESS, "javascript:alert(1)");

        assertThat(SERVER.findAll(postRequestedFor(urlPathEqualTo(STATUSES))))
                .map(request -> ForgeJson.MAPPER.readTree(request.getBody()))
                .allSatisfy(body ->
                        assertThat(body.path("url").stringValue())
                                .isEqualTo("https://bitbucket.org/acme/specs/commits/" + HEAD))
                .extracting(body -> body.path("key").stringValue())
                .allSatisfy(key -> assertThat(key).hasSize(40).startsWith("plumbline/aaa"))
                .doesNotHaveDuplicates();
    }

    private void report(String context, State state, String page) {
        client.report(
                HEAD, new CommitStatus(context, state, "3 changes", Optional.of(URI.create(page))));
    }

    @Test
    void aProposalOpensAPullRequest() {
        stub(
                get(urlPathEqualTo(REPOSITORY + "/pullrequests"))
                        .withQueryParam(
                                "q",
                                equalTo(
                                        "state = \"OPEN\" AND source.branch.name = \"scale-up\" AND destination.branch.name = \"main\"")),
                "pull-requests-none");
        stub(post(urlPathEqualTo(REPOSITORY + "/pullrequests")), "pull-request");

        client.propose(new Proposal("scale-up", "main", "Scale up", "More."));

        SERVER.verify(
                1,
                postRequestedFor(urlPathEqualTo(REPOSITORY + "/pullrequests"))
                        .withRequestBody(
                                equalToJson(
                                        """
                                        {"title": "Scale up", "description": "More.",
                                         "source": {"branch": {"name": "scale-up"}},
                                         "destination": {"branch": {"name": "main"}}}
                                        """)));
    }

    @Test
    void aProposalOfABranchThatHasAPullRequestRewritesItsTextsAndKeepsItsReviewers() {
        stub(get(urlPathEqualTo(REPOSITORY + "/pullrequests")), "pull-requests");
        stub(put(urlPathEqualTo(TWELVE)), "pull-request");

        client.propose(new Proposal("scale-up", "main", "Scale up", "More."));
        client.propose(
                new Proposal("scale-up", "main", "Scale fraud-blue up", "Takes more requests."));

        SERVER.verify(
                1,
                putRequestedFor(urlPathEqualTo(TWELVE))
                        .withRequestBody(
                                equalToJson(
                                        """
                                        {"title": "Scale up", "description": "More.",
                                         "reviewers": [
                                           {"uuid": "{20000000-0000-4000-8000-000000000002}"},
                                           {"uuid": "{30000000-0000-4000-8000-000000000003}"}]}
                                        """)));
    }

    @Test
    void problemsAtLinesAreLeftOut() {
        client.annotate(HEAD, "plumbline/prod", List.of());

        assertThat(SERVER.getAllServeEvents()).isEmpty();
    }
}
