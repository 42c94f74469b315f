package dev.plumbline.agent.pullrequest;

import static dev.plumbline.agent.pullrequest.ReviewedRepository.ENDPOINT;
import static dev.plumbline.webhooks.forge.Review.Verdict.APPROVED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.agent.pullrequest.TestingForge.Merge;
import dev.plumbline.resource.ResourceId;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Whose review lets what through: who, when, of which head, under which rule. Each row is a story
/// of a change of an endpoint from `first` to `second`, and either it is applied or it is held and
/// says why.
final class ApprovalsMatrixTest {
    static final String ENDPOINTS =
            "[{resources: ['online-endpoint/*'], required: 1, from: [carol, dave, '@acme/leads']}]";
    static final String TWO =
            "[{resources: ['online-endpoint/*'], required: 2, from: [carol, dave, '@acme/leads']}]";
    static final String POLICIES =
            "[{resources: ['online-endpoint/*', 'policy/*'], from: [carol]}]";
    static final String OWNERS =
            "[{resources: ['online-endpoint/*'], required: 1, from: [code-owners]}]";
    private static final ResourceId POLICY = ResourceId.parse("policy/prod");
    static final String APPLIED = "";

    @TempDir private Path folder;

    /// A story of one pull request, `change`, by bob, that was previewed before it is reviewed.
    static Arguments row(String name, String rules, String held, Consumer<Told> story) {
        return Arguments.of(name, rules, held, story);
    }

    static Stream<Arguments> rows() {
        return Stream.of(WhoReviewsRows.rows(), WhatIsReviewedRows.rows(), CodeOwnersRows.rows())
                .flatMap(rows -> rows);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void isDecided(String name, String rules, String held, Consumer<Told> story) {
        try (ReviewedRepository repository = begun(rules)) {
            repository.endpoint("second").push("change");
            long number = repository.forge.opens("bob", "change");
            repository.previewed(number);

            story.accept(new Told(repository, number));

            if (held.equals(APPLIED)) {
                repository.awaitApplied("second");
            } else {
                repository.awaitHeld(ENDPOINT, held);
                assertThat(repository.applied()).as(name).isEqualTo("first");
            }
            assertThat(repository.findings()).isEmpty();
        }
    }

    @Test
    void aCommitOfThePolicyAloneIsReviewedToo() {
        try (ReviewedRepository repository = begun(POLICIES)) {
            repository.policy("[]").push("change");
            long number = repository.forge.opens("bob", "change");
            assertThat(repository.previewed(number)).contains("policy/prod", "needs 1 approval");
            repository.forge.merges(number, Merge.SQUASH);
            repository.hears();
            repository.awaitHeld(POLICY, "needs 1 approval from carol");

            repository.forge.reviews(number, "carol", APPROVED);
            repository.hears();

            repository.awaitReleased(POLICY);
        }
    }

    @Test
    void whatWasNotKnownWhenItWasReviewedTakesAnApprovalOfItsOwn() {
        ResourceId deployment = ResourceId.parse("online-deployment/sum/blue");
        try (ReviewedRepository repository =
                begun("[{resources: ['online-deployment/*'], from: [carol]}]")) {
            repository.trainedAndDeployed().push("change");
            long number = repository.forge.opens("bob", "change");
            assertThat(repository.previewed(number)).contains("known after");
            repository.forge.reviews(number, "carol", APPROVED);
            repository.forge.merges(number, Merge.SQUASH);
            repository.hears();
            repository.finishTraining();

            repository.awaitHeld(deployment, "#1 was approved when what it is now was not known");
            repository.approves("carol", deployment);

            repository.awaitReleased(deployment);
        }
    }

    @Test
    void whatLabelsBecameAfterTheReviewTakesAnApprovalOfItsOwn() {
        ResourceId deployment = ResourceId.parse("online-deployment/sum/blue");
        try (ReviewedRepository repository =
                begun("[{resources: ['online-deployment/*'], from: [carol]}]")) {
            repository.registers("1");
            repository.deployed().push("change");
            long number = repository.forge.opens("bob", "change");
            assertThat(repository.previewed(number)).contains("`model/sum:1`");
            repository.forge.reviews(number, "carol", APPROVED);

            repository.registers("2");
            repository.remote.file("notes.md", "The branch moves under it");
            repository.forge.merges(number, Merge.SQUASH);
            repository.hears();

            repository.awaitHeld(
                    deployment,
                    "#1 was approved when what it is now was not known or was otherwise");
        }
    }

    @Test
    void aLaterPreviewOfTheSameHeadIsNotWhatWasReviewed() {
        ResourceId deployment = ResourceId.parse("online-deployment/sum/blue");
        try (ReviewedRepository repository =
                begun("[{resources: ['online-deployment/*'], from: [carol]}]")) {
            repository.registers("1");
            repository.deployed().push("change");
            long number = repository.forge.opens("bob", "change");
            repository.previewed(number);
            repository.forge.reviews(number, "carol", APPROVED);

            repository.registers("2");
            assertThat(repository.previewed(number)).contains("`model/sum:2`");
            repository.forge.merges(number, Merge.SQUASH);
            repository.hears();
            repository.awaitHeld(deployment, "was otherwise");

            repository.forge.reviews(number, "carol", APPROVED);
            repository.hears();
            repository.awaitReleased(deployment);
        }
    }

    @Test
    void aFileWithoutAnOwnerIsHeldUntilTheOwnersInForceGiveItOne() {
        try (ReviewedRepository repository = begun(OWNERS, "other.yml @carol\n")) {
            repository.endpoint("second").push("change");
            long number = repository.forge.opens("bob", "change");
            repository.previewed(number);
            repository.forge.reviews(number, "carol", APPROVED);
            repository.forge.merges(number, Merge.SQUASH);
            repository.hears();
            repository.awaitHeld(
                    ENDPOINT,
                    "1 approval from code owners, and there are none: CODEOWNERS names no owner of endpoint.yml; add one there");

            repository.owners("other.yml @carol\n* @carol\n").push("owned");
            long other = repository.forge.opens("bob", "owned");
            assertThat(repository.previewed(other))
                    .contains("policy/prod", "code_owners", "its code owners are others");
            repository.forge.merges(other, Merge.SQUASH);
            repository.hears();
            repository.awaitHeld(POLICY, "needs 1 approval from carol");
            repository.forge.reviews(other, "carol", APPROVED);
            repository.hears();

            repository.awaitApplied("second");
            assertThat(repository.findings()).isEmpty();
        }
    }

    @Test
    void withoutACodeownersFileARuleThatAsksItsOwnersHolds() {
        try (ReviewedRepository repository = begun(OWNERS, "")) {
            repository.endpoint("second").push("main");
            repository.hearsOfPush();

            repository.awaitHeld(ENDPOINT, "there was no CODEOWNERS file");
        }
    }

    private ReviewedRepository begun(String rules) {
        return begun(rules, "* @mallory\nendpoint.yml @carol @acme/leads\n");
    }

    /// A repository of which the endpoint is applied, before the rules are.
    private ReviewedRepository begun(String rules, String owners) {
        ReviewedRepository repository = new ReviewedRepository(folder, "[]");
        repository.awaitApplied("first");
        repository.policy(rules).owners(owners).push("main");
        repository.hearsOfPush();
        repository.awaitSettled();
        if (!repository.held(POLICY).isEmpty()) {
            repository.approves("carol", POLICY);
        }
        repository.awaitReleased(POLICY);
        return repository;
    }
}
