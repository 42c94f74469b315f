package dev.plumbline.agent.pullrequest;

import static dev.plumbline.agent.pullrequest.ReviewedRepository.ENDPOINT;
import static dev.plumbline.webhooks.forge.Review.Verdict.APPROVED;
import static dev.plumbline.webhooks.forge.Review.Verdict.CHANGES_REQUESTED;
import static dev.plumbline.webhooks.forge.Review.Verdict.COMMENTED;
import static dev.plumbline.webhooks.forge.Review.Verdict.DISMISSED;
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
    private static final String ENDPOINTS =
            "[{resources: ['online-endpoint/*'], required: 1, from: [carol, dave, '@acme/leads']}]";
    private static final String TWO =
            "[{resources: ['online-endpoint/*'], required: 2, from: [carol, dave, '@acme/leads']}]";
    private static final String POLICIES =
            "[{resources: ['online-endpoint/*', 'policy/*'], from: [carol]}]";
    private static final ResourceId POLICY = ResourceId.parse("policy/prod");
    private static final String APPLIED = "";

    @TempDir private Path folder;

    /// A story of one pull request, `change`, by bob, that was previewed before it is reviewed.
    private static Arguments row(String name, String rules, String held, Consumer<Told> story) {
        return Arguments.of(name, rules, held, story);
    }

    private record Told(ReviewedRepository repository, long number) {
        void reviewed(String by, dev.plumbline.webhooks.forge.Review.Verdict verdict) {
            repository.forge.reviews(number, by, verdict);
        }

        void merged(Merge how) {
            repository.forge.merges(number, how);
            repository.hears();
        }
    }

    static Stream<Arguments> rows() {
        return Stream.of(
                row("one who may approves", ENDPOINTS, APPLIED, told -> {
                    told.reviewed("carol", APPROVED);
                    told.merged(Merge.MERGE);
                }),
                row("names are compared without regard to case", ENDPOINTS, APPLIED, told -> {
                    told.reviewed("Carol", APPROVED);
                    told.merged(Merge.MERGE);
                }),
                row("a squash", ENDPOINTS, APPLIED, told -> {
                    told.reviewed("carol", APPROVED);
                    told.merged(Merge.SQUASH);
                }),
                row("a rebase", ENDPOINTS, APPLIED, told -> {
                    told.reviewed("carol", APPROVED);
                    told.merged(Merge.REBASE);
                }),
                row("nobody reviews", ENDPOINTS, "needs 1 approval from carol", told ->
                        told.merged(Merge.MERGE)),
                row("one who may not approves", ENDPOINTS, "needs 1 approval from carol", told -> {
                    told.reviewed("mallory", APPROVED);
                    told.merged(Merge.MERGE);
                }),
                row("one who may only comments", ENDPOINTS, "has 0", told -> {
                    told.reviewed("carol", COMMENTED);
                    told.merged(Merge.MERGE);
                }),
                row("a member of a team of the forge", ENDPOINTS, APPLIED, told -> {
                    told.repository().forge.isIn("acme/leads", "grace");
                    told.reviewed("grace", APPROVED);
                    told.merged(Merge.SQUASH);
                }),
                row("one who left the team", ENDPOINTS, "has 0", told -> {
                    told.repository().forge.isIn("acme/leads", "linus");
                    told.reviewed("grace", APPROVED);
                    told.merged(Merge.SQUASH);
                }),
                row("the author", "[{resources: ['online-endpoint/*'], from: [bob]}]", "nobody approves what they wrote", told -> {
                    told.reviewed("bob", APPROVED);
                    told.merged(Merge.SQUASH);
                }),
                row("the author of a commit of it", ENDPOINTS, "nobody approves what they wrote", told -> {
                    told.repository().forge.wrote(told.number(), "carol");
                    told.reviewed("carol", APPROVED);
                    told.merged(Merge.SQUASH);
                }),
                row("approved before the last push", ENDPOINTS, "before its last push", told -> {
                    told.reviewed("carol", APPROVED);
                    told.repository().endpoint("other").push("change");
                    told.repository().endpoint("second").push("change");
                    told.merged(Merge.MERGE);
                }),
                row("approved before a forced push", ENDPOINTS, "before its last push", told -> {
                    told.reviewed("carol", APPROVED);
                    told.repository().remote.set("refs/heads/change", told.repository().remote.ref("refs/heads/main").orElseThrow());
                    told.repository().endpoint("second").remote.file("README.md", "forced");
                    told.repository().push("change");
                    told.merged(Merge.MERGE);
                }),
                row("approved anew after a push", ENDPOINTS, APPLIED, told -> {
                    told.reviewed("carol", APPROVED);
                    told.repository().remote.file("README.md", "more");
                    told.repository().push("change");
                    told.repository().previewed(told.number());
                    told.reviewed("carol", APPROVED);
                    told.merged(Merge.MERGE);
                }),
                row("one who may asks for changes", ENDPOINTS, "dave asks for changes in #1", told -> {
                    told.reviewed("carol", APPROVED);
                    told.reviewed("dave", CHANGES_REQUESTED);
                    told.merged(Merge.MERGE);
                }),
                row("one who may not asks for changes", ENDPOINTS, APPLIED, told -> {
                    told.reviewed("carol", APPROVED);
                    told.reviewed("mallory", CHANGES_REQUESTED);
                    told.merged(Merge.MERGE);
                }),
                row("revoked before the merge", ENDPOINTS, "has 0", told -> {
                    told.reviewed("carol", APPROVED);
                    told.reviewed("carol", DISMISSED);
                    told.merged(Merge.MERGE);
                }),
                row("two of two", TWO, APPLIED, told -> {
                    told.reviewed("carol", APPROVED);
                    told.reviewed("dave", APPROVED);
                    told.merged(Merge.MERGE);
                }),
                row("one of two", TWO, "has 1 (carol)", told -> {
                    told.reviewed("carol", APPROVED);
                    told.merged(Merge.MERGE);
                }),
                row("revoked after the merge, while another is missing", TWO, "has 0", told -> {
                    told.reviewed("carol", APPROVED);
                    told.merged(Merge.MERGE);
                    told.repository().awaitHeld(ENDPOINT, "has 1 (carol)");
                    told.reviewed("carol", DISMISSED);
                    told.repository().hears();
                }),
                row("carried over an unrelated commit", TWO, APPLIED, told -> {
                    told.reviewed("carol", APPROVED);
                    told.merged(Merge.SQUASH);
                    told.repository().awaitHeld(ENDPOINT, "has 1 (carol)");
                    told.repository().remote.file("notes.md", "unrelated");
                    told.repository().remote.commit("main", "Write notes");
                    told.repository().hearsOfPush();
                    told.repository().awaitSettled();
                    told.repository().approves("dave", ENDPOINT);
                }),
                row("both of two rules", "[{resources: ['online-endpoint/*'], from: [carol]}, {resources: ['*/sum'], from: [dave]}]", APPLIED, told -> {
                    told.reviewed("carol", APPROVED);
                    told.reviewed("dave", APPROVED);
                    told.merged(Merge.MERGE);
                }),
                row("one of two rules", "[{resources: ['online-endpoint/*'], from: [carol]}, {resources: ['*/sum'], from: [dave]}]", "needs 1 approval from dave", told -> {
                    told.reviewed("carol", APPROVED);
                    told.merged(Merge.MERGE);
                }),
                row("a rule of other resources", "[{resources: ['model/*'], from: [carol]}]", APPLIED, told ->
                        told.merged(Merge.MERGE)),
                row("pushed directly", ENDPOINTS, "was pushed without a pull request", told -> {
                    told.reviewed("carol", APPROVED);
                    told.repository().forge.closes(told.number());
                    told.repository().push("main");
                    told.repository().hears();
                }),
                row("pushed on top of what was approved", ENDPOINTS, "was pushed without a pull request", told -> {
                    told.repository().platform.breakWith("away");
                    told.reviewed("carol", APPROVED);
                    told.repository().forge.merges(told.number(), Merge.SQUASH);
                    told.repository().endpoint("third").push("main");
                    told.repository().platform.repair();
                    told.repository().hears();
                }),
                row("merged with something slipped in", ENDPOINTS, "was not known or was otherwise", told -> {
                    told.reviewed("carol", APPROVED);
                    told.repository().endpoint("slipped in").push("evil");
                    told.repository().forge.merges(told.number(), Merge.MERGE, "evil^{tree}");
                    told.repository().hears();
                }),
                row("while the forge is away", ENDPOINTS, "needs 1 approval", told -> {
                    told.reviewed("carol", APPROVED);
                    told.repository().forge.merges(told.number(), Merge.SQUASH);
                    told.repository().forge.isAway(true);
                    told.repository().hears();
                }),
                row("once the forge is back", ENDPOINTS, APPLIED, told -> {
                    told.reviewed("carol", APPROVED);
                    told.repository().forge.merges(told.number(), Merge.SQUASH);
                    told.repository().forge.isAway(true);
                    told.repository().hears();
                    told.repository().awaitHeld(ENDPOINT, "needs 1 approval");
                    told.repository().forge.isAway(false);
                }),
                row("reviewed while no agent ran", ENDPOINTS, APPLIED, told -> {
                    told.repository().stop();
                    told.repository().endpoint("second").remote.file("README.md", "unseen");
                    told.repository().push("change");
                    told.reviewed("carol", APPROVED);
                    told.repository().forge.merges(told.number(), Merge.SQUASH);
                    told.repository().start();
                }),
                row("merged into another branch, which is pushed", ENDPOINTS, "was pushed without a pull request", told -> {
                    told.repository().remote.set("refs/heads/next", told.repository().remote.ref("refs/heads/main").orElseThrow());
                    told.repository().endpoint("second").push("topic");
                    long other = told.repository().forge.opens("bob", "topic", "next");
                    told.repository().forge.reviews(other, "carol", APPROVED);
                    told.repository().remote.set("refs/heads/main", told.repository().forge.merges(other, Merge.SQUASH));
                    told.repository().hears();
                }),
                row("the rules changed in the same pull request, and who is to approve by the new ones alone does", POLICIES, "needs 1 approval from carol", told -> {
                    told.repository().policy(POLICIES.replace("carol", "mallory")).push("change");
                    told.repository().previewed(told.number());
                    told.reviewed("mallory", APPROVED);
                    told.merged(Merge.SQUASH);
                }),
                row("the rules changed in the same pull request, and both approve", POLICIES, APPLIED, told -> {
                    told.repository().policy(POLICIES.replace("carol", "mallory")).push("change");
                    told.repository().previewed(told.number());
                    told.reviewed("mallory", APPROVED);
                    told.reviewed("carol", APPROVED);
                    told.merged(Merge.SQUASH);
                }),
                row("approved, and another agent takes over", ENDPOINTS, APPLIED, told -> {
                    told.reviewed("carol", APPROVED);
                    told.repository().stop();
                    told.repository().forge.merges(told.number(), Merge.SQUASH);
                    told.repository().start();
                }));
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
            assertThat(repository.workspace().ledger().audit().findings()).isEmpty();
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

            repository.awaitHeld(
                    deployment, "#1 was approved when what it is now was not known");
            repository.approves("carol", deployment);

            repository.awaitReleased(deployment);
        }
    }

    /// A repository of which the endpoint is applied, before the rules are.
    private ReviewedRepository begun(String rules) {
        ReviewedRepository repository = new ReviewedRepository(folder, "[]");
        repository.awaitApplied("first");
        repository.policy(rules).push("main");
        repository.hearsOfPush();
        repository.awaitSettled();
        if (!repository.held(POLICY).isEmpty()) {
            repository.approves("carol", POLICY);
        }
        repository.awaitReleased(POLICY);
        return repository;
    }
}
