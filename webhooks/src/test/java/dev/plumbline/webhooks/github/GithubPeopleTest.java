package dev.plumbline.webhooks.github;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static dev.plumbline.webhooks.github.TestingGithub.HEAD;
import static dev.plumbline.webhooks.github.TestingGithub.REPOSITORY;
import static dev.plumbline.webhooks.github.TestingGithub.page;
import static dev.plumbline.webhooks.github.TestingGithub.pages;
import static dev.plumbline.webhooks.github.TestingGithub.pullRequest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.plumbline.webhooks.forge.ForgeException;
import dev.plumbline.webhooks.forge.Review;
import dev.plumbline.webhooks.forge.Review.Verdict;
import dev.plumbline.webhooks.forge.User;
import dev.plumbline.webhooks.http.TestingClock;
import dev.plumbline.webhooks.json.ForgeJson;
import java.net.URI;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// Who reviewed a pull request, and who wrote it.
final class GithubPeopleTest {
    @RegisterExtension static final WireMockExtension GITHUB = TestingGithub.server();

    private static final String REVIEWS = REPOSITORY + "/pulls/42/reviews?per_page=100";
    private static final String COMMITS = REPOSITORY + "/pulls/42/commits?per_page=100";

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
    void eachReviewersLastWordCounts() {
        pages(GITHUB, REVIEWS, "reviews.json", "reviews-2.json");

        assertThat(client.reviews(pullRequest()))
                .extracting(
                        review -> review.by().name(), Review::verdict, Review::current, Review::at)
                .containsExactlyInAnyOrder(
                        // Of an older head; the comment after it takes nothing back.
                        tuple("bob", Verdict.APPROVED, false, at("09:10")),
                        tuple("carol", Verdict.APPROVED, true, at("09:50")),
                        tuple("eve", Verdict.DISMISSED, false, at("09:30")),
                        tuple("ada", Verdict.COMMENTED, true, at("09:55")),
                        // Of a deleted user, about a commit that is gone.
                        tuple("ghost", Verdict.APPROVED, false, at("09:59")));
    }

    private static Instant at(String time) {
        return Instant.parse("2026-03-01T" + time + ":00Z");
    }

    @Test
    void aReviewNamesItsCommitAndPage() {
        page(GITHUB, REVIEWS, "reviews-2.json");

        assertThat(client.reviews(pullRequest()))
                .filteredOn(review -> review.by().name().equals("carol"))
                .singleElement()
                .satisfies(review -> {
                    assertThat(review.commit()).contains(HEAD);
                    assertThat(review.page())
                            .hasToString(
                                    "https://github.com/acme/fraud-models/pull/42#pullrequestreview-5");
                });
    }

    @Test
    void aReviewOfAnUndocumentedStateDoesNotCount() {
        GITHUB.stubFor(
                get(REVIEWS)
                        .willReturn(
                                okJson(
                                        TestingGithub.text("reviews.json")
                                                .replace("APPROVED", "BLESSED"))));

        assertThat(client.reviews(pullRequest()))
                .filteredOn(review -> review.by().name().equals("bob"))
                .extracting(Review::verdict)
                .containsExactly(Verdict.COMMENTED);
    }

    @Test
    void theAuthorAndThoseOfTheCommitsWroteIt() {
        page(GITHUB, COMMITS, "commits.json");

        Map<String, Set<String>> writers =
                client.writers(pullRequest()).stream()
                        .collect(Collectors.toMap(User::name, User::mails));

        assertThat(writers)
                .containsOnly(
                        Map.entry(
                                "ada",
                                Set.of(
                                        "ada@example.com",
                                        "ada@users.noreply.github.com",
                                        "101+ada@users.noreply.github.com")),
                        Map.entry(
                                "bob",
                                Set.of(
                                        "bob@example.com",
                                        "bob@users.noreply.github.com",
                                        "102+bob@users.noreply.github.com")));
    }

    /// Answers with so many commits, as GitHub does of those that there are.
    private void commits(int listed, int all) {
        JsonNode commit = ForgeJson.MAPPER.readTree(TestingGithub.text("commits.json")).get(0);
        GITHUB.stubFor(
                get(COMMITS).willReturn(okJson(Collections.nCopies(listed, commit).toString())));
        GITHUB.stubFor(
                get(REPOSITORY + "/pulls/42")
                        .willReturn(
                                okJson(
                                        TestingGithub.text("pull.json")
                                                .replace(
                                                        "\"commits\": 3", "\"commits\": " + all))));
    }

    @Test
    void asManyCommitsAsGithubListsAreFine() {
        commits(250, 250);

        assertThat(client.writers(pullRequest())).hasSize(1);
    }

    @Test
    void moreThanGithubListsCannotBeTold() {
        commits(250, 251);

        assertThatThrownBy(() -> client.writers(pullRequest()))
                .isInstanceOf(ForgeException.class)
                .hasMessageContaining("#42 has more than 250 commits");
    }
}
