package dev.plumbline.agent.pullrequest;

import static dev.plumbline.agent.pullrequest.ApprovalsMatrixTest.APPLIED;
import static dev.plumbline.agent.pullrequest.ApprovalsMatrixTest.ENDPOINTS;
import static dev.plumbline.agent.pullrequest.ApprovalsMatrixTest.POLICIES;
import static dev.plumbline.agent.pullrequest.ApprovalsMatrixTest.TWO;
import static dev.plumbline.agent.pullrequest.ApprovalsMatrixTest.row;
import static dev.plumbline.agent.pullrequest.ReviewedRepository.ENDPOINT;
import static dev.plumbline.webhooks.forge.Review.Verdict.APPROVED;
import static dev.plumbline.webhooks.forge.Review.Verdict.DISMISSED;

import dev.plumbline.agent.pullrequest.TestingForge.Merge;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/// Rows of the matrix: which head was reviewed, and what came of it.
final class WhatIsReviewedRows {
    private WhatIsReviewedRows() {}

    static Stream<Arguments> rows() {
        return Stream.of(
                row(
                        "revoked after the merge, while another is missing",
                        TWO,
                        "has 0",
                        told -> {
                            told.reviewed("carol", APPROVED);
                            told.merged(Merge.MERGE);
                            told.repository().awaitHeld(ENDPOINT, "has 1 (carol)");
                            told.reviewed("carol", DISMISSED);
                            told.repository().hears();
                        }),
                row(
                        "carried over an unrelated commit",
                        TWO,
                        APPLIED,
                        told -> {
                            told.reviewed("carol", APPROVED);
                            told.merged(Merge.SQUASH);
                            told.repository().awaitHeld(ENDPOINT, "has 1 (carol)");
                            told.repository().remote.file("notes.md", "unrelated");
                            told.repository().remote.commit("main", "Write notes");
                            told.repository().hearsOfPush();
                            told.repository().awaitSettled();
                            told.repository().approves("dave", ENDPOINT);
                        }),
                row(
                        "both of two rules",
                        "[{resources: ['online-endpoint/*'], from: [carol]}, {resources: ['*/sum'], from: [dave]}]",
                        APPLIED,
                        told -> {
                            told.reviewed("carol", APPROVED);
                            told.reviewed("dave", APPROVED);
                            told.merged(Merge.MERGE);
                        }),
                row(
                        "one of two rules",
                        "[{resources: ['online-endpoint/*'], from: [carol]}, {resources: ['*/sum'], from: [dave]}]",
                        "needs 1 approval from dave",
                        told -> {
                            told.reviewed("carol", APPROVED);
                            told.merged(Merge.MERGE);
                        }),
                row(
                        "a rule of other resources",
                        "[{resources: ['model/*'], from: [carol]}]",
                        APPLIED,
                        told -> told.merged(Merge.MERGE)),
                row(
                        "pushed directly",
                        ENDPOINTS,
                        "was pushed without a pull request",
                        told -> {
                            told.reviewed("carol", APPROVED);
                            told.repository().forge.closes(told.number());
                            told.repository().push("main");
                            told.repository().hears();
                        }),
                row(
                        "pushed on top of what was approved",
                        ENDPOINTS,
                        "was pushed without a pull request",
                        told -> {
                            told.repository().platform.breakWith("away");
                            told.reviewed("carol", APPROVED);
                            told.repository().forge.merges(told.number(), Merge.SQUASH);
                            told.repository().endpoint("third").push("main");
                            told.repository().platform.repair();
                            told.repository().hears();
                        }),
                row(
                        "merged with something slipped in",
                        ENDPOINTS,
                        "was not known or was otherwise",
                        told -> {
                            told.reviewed("carol", APPROVED);
                            told.repository().endpoint("slipped in").push("evil");
                            told.repository()
                                    .forge
                                    .merges(told.number(), Merge.MERGE, "evil^{tree}");
                            told.repository().hears();
                        }),
                row(
                        "while the forge is away",
                        ENDPOINTS,
                        "needs 1 approval",
                        told -> {
                            told.reviewed("carol", APPROVED);
                            told.repository().forge.merges(told.number(), Merge.SQUASH);
                            told.repository().forge.isAway(true);
                            told.repository().hears();
                        }),
                row(
                        "once the forge is back",
                        ENDPOINTS,
                        APPLIED,
                        told -> {
                            told.reviewed("carol", APPROVED);
                            told.repository().forge.merges(told.number(), Merge.SQUASH);
                            told.repository().forge.isAway(true);
                            told.repository().hears();
                            told.repository().awaitHeld(ENDPOINT, "needs 1 approval");
                            told.repository().forge.isAway(false);
                        }),
                row(
                        "reviewed while no agent ran",
                        ENDPOINTS,
                        APPLIED,
                        told -> {
                            told.repository().stop();
                            told.repository().endpoint("second").remote.file("README.md", "unseen");
                            told.repository().push("change");
                            told.reviewed("carol", APPROVED);
                            told.repository().forge.merges(told.number(), Merge.SQUASH);
                            told.repository().start();
                        }),
                row(
                        "merged into another branch, which is pushed",
                        ENDPOINTS,
                        "was pushed without a pull request",
                        told -> {
                            told.repository()
                                    .remote
                                    .set(
                                            "refs/heads/next",
                                            told.repository()
                                                    .remote
                                                    .ref("refs/heads/main")
                                                    .orElseThrow());
                            told.repository().endpoint("second").push("topic");
                            long other = told.repository().forge.opens("bob", "topic", "next");
                            told.repository().forge.reviews(other, "carol", APPROVED);
                            told.repository()
                                    .remote
                                    .set(
                                            "refs/heads/main",
                                            told.repository().forge.merges(other, Merge.SQUASH));
                            told.repository().hears();
                        }),
                row(
                        "the rules changed in the same pull request, and who is to approve by the new ones alone does",
                        POLICIES,
                        "needs 1 approval from carol",
                        told -> {
                            told.repository()
                                    .policy(POLICIES.replace("carol", "mallory"))
                                    .push("change");
                            told.repository().previewed(told.number());
                            told.reviewed("mallory", APPROVED);
                            told.merged(Merge.SQUASH);
                        }),
                row(
                        "the rules changed in the same pull request, and both approve",
                        POLICIES,
                        APPLIED,
                        told -> {
                            told.repository()
                                    .policy(POLICIES.replace("carol", "mallory"))
                                    .push("change");
                            told.repository().previewed(told.number());
                            told.reviewed("mallory", APPROVED);
                            told.reviewed("carol", APPROVED);
                            told.merged(Merge.SQUASH);
                        }),
                row(
                        "approved, and another agent takes over",
                        ENDPOINTS,
                        APPLIED,
                        told -> {
                            told.reviewed("carol", APPROVED);
                            told.repository().stop();
                            told.repository().forge.merges(told.number(), Merge.SQUASH);
                            told.repository().start();
                        }));
    }
}
