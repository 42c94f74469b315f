package dev.plumbline.webhooks.azuredevops;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.plumbline.repository.Revision;
import dev.plumbline.webhooks.forge.PullRequest;
import dev.plumbline.webhooks.forge.Review;
import dev.plumbline.webhooks.forge.User;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AzureDevOpsReadTest extends AzureDevOpsFixture {
    @Test
    void pullRequestsIntoABranchAreRead() {
        stub(
                get(urlPathEqualTo(REPOSITORY + "/pullrequests"))
                        .withQueryParam("api-version", equalTo("7.1"))
                        .withQueryParam("searchCriteria.status", equalTo("active"))
                        .withQueryParam("searchCriteria.targetRefName", equalTo("refs/heads/main"))
                        .withQueryParam("$skip", equalTo("0"))
                        .withHeader("Authorization", equalTo("Basic OnBhdA==")),
                "pull-requests");

        List<PullRequest> open = client.open("main");

        assertThat(open)
                .containsExactly(
                        new PullRequest(
                                12,
                                "Scale fraud-blue up",
                                URI.create(
                                        SERVER.baseUrl()
                                                + "/tfs/acme/Fraud%20Models/_git/specs/pullrequest/12"),
                                new User("ada@example.com", Set.of("ada@example.com"), false),
                                "main",
                                "scale-up",
                                HEAD,
                                PullRequest.State.OPEN,
                                Optional.empty(),
                                false,
                                false),
                        open.getLast());
        assertThat(open.getLast().draft()).isTrue();
        assertThat(open.getLast().fork()).isTrue();
    }

    @Test
    void fullPagesAreFollowedByTheNext() {
        String one = Resources.text("pull-request.json");
        String full = "{\"value\": [" + String.join(",", Collections.nCopies(100, one)) + "]}";
        var path = urlPathEqualTo(REPOSITORY + "/pullrequests");
        SERVER.stubFor(get(path).withQueryParam("$skip", equalTo("0")).willReturn(okJson(full)));
        stub(get(path).withQueryParam("$skip", equalTo("100")), "pull-requests");

        assertThat(client.open("main")).hasSize(102);
    }

    @Test
    void aPullRequestThatWasNeverTriedToMergeHasTheHeadOfItsNewestIteration() {
        stub(get(urlPathEqualTo(TWELVE)), "pull-request-unmerged");

        assertThat(twelve().head()).isEqualTo(HEAD);
    }

    @Test
    void mergedPullRequestsOfACommitAreFoundAndOthersAreNot() {
        Revision merge = new Revision("f".repeat(40));
        stub(
                post(urlPathEqualTo(REPOSITORY + "/pullrequestquery"))
                        .withRequestBody(
                                equalToJson(
                                        """
                                        {"queries": [
                                          {"type": "lastMergeCommit", "items": ["%1$s"]},
                                          {"type": "commit", "items": ["%1$s"]}]}
                                        """
                                                .formatted(merge))),
                "pull-request-query");
        stub(get(urlPathEqualTo(REPOSITORY + "/pullRequests/11")), "pull-request-merged");
        stub(get(urlPathEqualTo(REPOSITORY + "/pullRequests/9")), "pull-request-other-branch");

        List<PullRequest> bringing = client.bringing(merge);

        assertThat(bringing).extracting(PullRequest::number).containsExactly(11L, 9L);
        assertThat(bringing).extracting(PullRequest::base).containsExactly("main", "release");
        assertThat(bringing.getFirst().state()).isEqualTo(PullRequest.State.MERGED);
        assertThat(bringing.getFirst().merged()).contains(merge);
    }

    @Test
    void aCommitThatWasPushedDirectlyIsOfNoPullRequest() {
        stub(post(urlPathEqualTo(REPOSITORY + "/pullrequestquery")), "pull-request-query-none");

        assertThat(client.bringing(new Revision("f".repeat(40)))).isEmpty();
    }

    @Test
    void writersAreTheAuthorWhoeverPushedAndTheAuthorsOfCommitsOnAllPages() {
        var path = urlPathEqualTo(TWELVE + "/commits");
        SERVER.stubFor(
                get(path)
                        .withQueryParam("continuationToken", absent())
                        .willReturn(
                                okJson(Resources.text("commits-1.json"))
                                        .withHeader("x-ms-continuationtoken", "next one")));
        stub(get(path).withQueryParam("continuationToken", equalTo("next one")), "commits-2");

        assertThat(client.writers(twelve()))
                .extracting(User::name)
                .containsExactlyInAnyOrder(
                        "ada@example.com", "bob@example.com", "carol@example.com");
    }

    @Test
    void reviewsAreOfReviewersTheirVotesAndTheIterations() {
        stub(get(urlPathEqualTo(TWELVE + "/reviewers")), "reviewers");
        stub(get(urlPathEqualTo(TWELVE + "/threads")), "threads");

        assertThat(client.reviews(twelve()))
                .filteredOn(Review::current)
                .extracting(review -> review.by().name(), Review::verdict)
                .containsExactly(
                        tuple("bob@example.com", Review.Verdict.APPROVED),
                        tuple("eve@example.com", Review.Verdict.CHANGES_REQUESTED));
    }

    @Test
    void membersOfATeamOfAnotherProjectArePeopleAlone() {
        stub(
                get(urlPathEqualTo("/tfs/acme/_apis/projects/Risk/teams/ML%20Leads/members")),
                "members");

        assertThat(client.members("Risk/ML Leads"))
                .containsExactlyInAnyOrder("ada@example.com", "bob@example.com");
    }

    @Test
    void aTeamWithoutAProjectIsOneOfTheRepositorysProject() {
        stub(
                get(urlPathEqualTo("/tfs/acme/_apis/projects/Fraud%20Models/teams/Leads/members")),
                "members");

        assertThat(client.members("Leads")).hasSize(2);
    }
}
