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
import static dev.plumbline.webhooks.github.TestingGithub.REPOSITORY;
import static dev.plumbline.webhooks.github.TestingGithub.answer;
import static dev.plumbline.webhooks.github.TestingGithub.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.plumbline.webhooks.forge.ForgeException;
import dev.plumbline.webhooks.forge.Proposal;
import dev.plumbline.webhooks.http.TestingClock;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class GithubProposalTest {
    @RegisterExtension static final WireMockExtension GITHUB = TestingGithub.server();

    private static final String OPEN =
            REPOSITORY + "/pulls?state=open&per_page=100&head=acme%3Apromote-3&base=main";
    private static final Proposal PROPOSAL =
            new Proposal("promote-3", "main", "Promote fraud:3", "AUC 0.93 to 0.95");

    private GithubClient client = client("http://127.0.0.1");

    private static GithubClient client(String base) {
        return new GithubClient(
                URI.create(base),
                "acme/fraud-models",
                new GithubCredential.Token(TestingGithub.TOKEN),
                new TestingClock());
    }

    @BeforeEach
    void open() {
        client.close();
        client = client(GITHUB.baseUrl() + "/api/v3");
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void aPullRequestIsOpened() {
        GITHUB.stubFor(get(OPEN).willReturn(okJson("[]")));
        GITHUB.stubFor(post(REPOSITORY + "/pulls").willReturn(answer(201, "proposal.json")));

        assertThat(client.propose(PROPOSAL).number()).isEqualTo(50);

        GITHUB.verify(
                postRequestedFor(urlEqualTo(REPOSITORY + "/pulls"))
                        .withRequestBody(
                                equalToJson(
                                        """
                                        {
                                          "title": "Promote fraud:3",
                                          "head": "promote-3",
                                          "base": "main",
                                          "body": "AUC 0.93 to 0.95"
                                        }
                                        """)));
    }

    @Test
    void theOneThatIsOpenStaysWhenItSaysTheSame() {
        page(GITHUB, OPEN, "proposals.json");

        assertThat(client.propose(PROPOSAL).number()).isEqualTo(50);

        GITHUB.verify(0, postRequestedFor(anyUrl()));
        GITHUB.verify(0, patchRequestedFor(anyUrl()));
    }

    @Test
    void theOneThatIsOpenGetsNewTexts() {
        page(GITHUB, OPEN, "proposals.json");
        GITHUB.stubFor(patch(REPOSITORY + "/pulls/50").willReturn(answer(200, "proposal.json")));

        client.propose(new Proposal("promote-3", "main", "Promote fraud:3", "AUC 0.96"));

        GITHUB.verify(
                1,
                patchRequestedFor(urlEqualTo(REPOSITORY + "/pulls/50"))
                        .withRequestBody(
                                equalToJson(
                                        """
                                        {"title": "Promote fraud:3", "body": "AUC 0.96"}
                                        """)));
    }

    /// GitHub leaves a filter out that it does not understand.
    @Test
    void aPullRequestOfAnotherBranchIsNotTakenForIt() {
        page(GITHUB, OPEN, "pulls.json");
        GITHUB.stubFor(post(REPOSITORY + "/pulls").willReturn(answer(201, "proposal.json")));

        assertThat(client.propose(PROPOSAL).number()).isEqualTo(50);
    }

    @Test
    void aForksPullRequestFromABranchOfThatNameIsNotTakenForIt() {
        String ofAFork =
                TestingGithub.text("proposals.json").replaceFirst("\"id\": 900", "\"id\": 901");
        GITHUB.stubFor(get(OPEN).willReturn(okJson(ofAFork)));
        GITHUB.stubFor(post(REPOSITORY + "/pulls").willReturn(answer(201, "proposal.json")));

        client.propose(PROPOSAL);

        GITHUB.verify(1, postRequestedFor(urlEqualTo(REPOSITORY + "/pulls")));
    }

    @Test
    void theOneThatSomeoneElseOpenedMeanwhileIsGiven() {
        GITHUB.stubFor(
                get(OPEN).inScenario("race").willSetStateTo("opened").willReturn(okJson("[]")));
        GITHUB.stubFor(
                get(OPEN)
                        .inScenario("race")
                        .whenScenarioStateIs("opened")
                        .willReturn(answer(200, "proposals.json")));
        GITHUB.stubFor(post(REPOSITORY + "/pulls").willReturn(answer(422, "error-422.json")));

        assertThat(client.propose(PROPOSAL).number()).isEqualTo(50);
    }

    @Test
    void aRefusalIsAnError() {
        GITHUB.stubFor(get(OPEN).willReturn(okJson("[]")));
        GITHUB.stubFor(post(REPOSITORY + "/pulls").willReturn(answer(422, "error-422.json")));

        assertThatThrownBy(() -> client.propose(PROPOSAL))
                .isInstanceOf(ForgeException.class)
                .hasMessageContaining(
                        "(Validation Failed: A pull request already exists for acme:promote-3.)");
    }
}
