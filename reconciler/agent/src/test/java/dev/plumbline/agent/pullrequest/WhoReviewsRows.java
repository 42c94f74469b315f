package dev.plumbline.agent.pullrequest;

import static dev.plumbline.agent.pullrequest.ApprovalsMatrixTest.APPLIED;
import static dev.plumbline.agent.pullrequest.ApprovalsMatrixTest.ENDPOINTS;
import static dev.plumbline.agent.pullrequest.ApprovalsMatrixTest.TWO;
import static dev.plumbline.agent.pullrequest.ApprovalsMatrixTest.row;
import static dev.plumbline.webhooks.forge.Review.Verdict.APPROVED;
import static dev.plumbline.webhooks.forge.Review.Verdict.CHANGES_REQUESTED;
import static dev.plumbline.webhooks.forge.Review.Verdict.COMMENTED;
import static dev.plumbline.webhooks.forge.Review.Verdict.DISMISSED;

import dev.plumbline.agent.pullrequest.TestingForge.Merge;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/// Rows of the matrix: who says what, under which rules.
final class WhoReviewsRows {
    private WhoReviewsRows() {}

    static Stream<Arguments> rows() {
        return Stream.of(
                row(
                        "one who may approves",
                        ENDPOINTS,
                        APPLIED,
                        told -> {
                            told.reviewed("carol", APPROVED);
                            told.merged(Merge.MERGE);
                        }),
                row(
                        "names are compared without regard to case",
                        ENDPOINTS,
                        APPLIED,
                        told -> {
                            told.reviewed("Carol", APPROVED);
                            told.merged(Merge.MERGE);
                        }),
                row(
                        "a squash",
                        ENDPOINTS,
                        APPLIED,
                        told -> {
                            told.reviewed("carol", APPROVED);
                            told.merged(Merge.SQUASH);
                        }),
                row(
                        "a rebase",
                        ENDPOINTS,
                        APPLIED,
                        told -> {
                            told.reviewed("carol", APPROVED);
                            told.merged(Merge.REBASE);
                        }),
                row(
                        "nobody reviews",
                        ENDPOINTS,
                        "needs 1 approval from carol",
                        told -> told.merged(Merge.MERGE)),
                row(
                        "one who may not approves",
                        ENDPOINTS,
                        "needs 1 approval from carol",
                        told -> {
                            told.reviewed("mallory", APPROVED);
                            told.merged(Merge.MERGE);
                        }),
                row(
                        "one who may only comments",
                        ENDPOINTS,
                        "has 0",
                        told -> {
                            told.reviewed("carol", COMMENTED);
                            told.merged(Merge.MERGE);
                        }),
                row(
                        "a member of a team of the forge",
                        ENDPOINTS,
                        APPLIED,
                        told -> {
                            told.repository().forge.isIn("acme/leads", "grace");
                            told.reviewed("grace", APPROVED);
                            told.merged(Merge.SQUASH);
                        }),
                row(
                        "one who left the team",
                        ENDPOINTS,
                        "has 0",
                        told -> {
                            told.repository().forge.isIn("acme/leads", "linus");
                            told.reviewed("grace", APPROVED);
                            told.merged(Merge.SQUASH);
                        }),
                row(
                        "the author",
                        "[{resources: ['online-endpoint/*'], from: [bob]}]",
                        "nobody approves what they wrote",
                        told -> {
                            told.reviewed("bob", APPROVED);
                            told.merged(Merge.SQUASH);
                        }),
                row(
                        "the author of a commit of it",
                        ENDPOINTS,
                        "nobody approves what they wrote",
                        told -> {
                            told.repository().forge.wrote(told.number(), "carol");
                            told.reviewed("carol", APPROVED);
                            told.merged(Merge.SQUASH);
                        }),
                row(
                        "approved before the last push",
                        ENDPOINTS,
                        "before its last push",
                        told -> {
                            told.reviewed("carol", APPROVED);
                            told.repository().endpoint("other").push("change");
                            told.repository().endpoint("second").push("change");
                            told.merged(Merge.MERGE);
                        }),
                row(
                        "approved before a forced push",
                        ENDPOINTS,
                        "before its last push",
                        told -> {
                            told.reviewed("carol", APPROVED);
                            told.repository()
                                    .remote
                                    .set(
                                            "refs/heads/change",
                                            told.repository()
                                                    .remote
                                                    .ref("refs/heads/main")
                                                    .orElseThrow());
                            told.repository().endpoint("second").remote.file("README.md", "forced");
                            told.repository().push("change");
                            told.merged(Merge.MERGE);
                        }),
                row(
                        "approved anew after a push",
                        ENDPOINTS,
                        APPLIED,
                        told -> {
                            told.reviewed("carol", APPROVED);
                            told.repository().remote.file("README.md", "more");
                            told.repository().push("change");
                            told.repository().previewed(told.number());
                            told.reviewed("carol", APPROVED);
                            told.merged(Merge.MERGE);
                        }),
                row(
                        "one who may asks for changes",
                        ENDPOINTS,
                        "dave asks for changes in #1",
                        told -> {
                            told.reviewed("carol", APPROVED);
                            told.reviewed("dave", CHANGES_REQUESTED);
                            told.merged(Merge.MERGE);
                        }),
                row(
                        "one who may not asks for changes",
                        ENDPOINTS,
                        APPLIED,
                        told -> {
                            told.reviewed("carol", APPROVED);
                            told.reviewed("mallory", CHANGES_REQUESTED);
                            told.merged(Merge.MERGE);
                        }),
                row(
                        "revoked before the merge",
                        ENDPOINTS,
                        "has 0",
                        told -> {
                            told.reviewed("carol", APPROVED);
                            told.reviewed("carol", DISMISSED);
                            told.merged(Merge.MERGE);
                        }),
                row(
                        "two of two",
                        TWO,
                        APPLIED,
                        told -> {
                            told.reviewed("carol", APPROVED);
                            told.reviewed("dave", APPROVED);
                            told.merged(Merge.MERGE);
                        }),
                row(
                        "one of two",
                        TWO,
                        "has 1 (carol)",
                        told -> {
                            told.reviewed("carol", APPROVED);
                            told.merged(Merge.MERGE);
                        }));
    }
}
