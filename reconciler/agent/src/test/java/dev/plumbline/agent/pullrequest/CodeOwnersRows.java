package dev.plumbline.agent.pullrequest;

import static dev.plumbline.agent.pullrequest.ApprovalsMatrixTest.APPLIED;
import static dev.plumbline.agent.pullrequest.ApprovalsMatrixTest.OWNERS;
import static dev.plumbline.agent.pullrequest.ApprovalsMatrixTest.row;
import static dev.plumbline.webhooks.forge.Review.Verdict.APPROVED;

import dev.plumbline.agent.pullrequest.TestingForge.Merge;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/// Rows of the matrix: rules that ask code owners. The file in force gives everything to mallory,
/// and then the endpoint to carol and a team.
final class CodeOwnersRows {
    private CodeOwnersRows() {}

    static Stream<Arguments> rows() {
        return Stream.of(
                row(
                        "a code owner approves",
                        OWNERS,
                        APPLIED,
                        told -> {
                            told.reviewed("Carol", APPROVED);
                            told.merged(Merge.SQUASH);
                        }),
                row(
                        "the owner of an earlier pattern approves, and the last that matches counts",
                        OWNERS,
                        "needs 1 approval from carol, @acme/leads and has 0",
                        told -> {
                            told.reviewed("mallory", APPROVED);
                            told.merged(Merge.SQUASH);
                        }),
                row(
                        "a member of an owning team approves",
                        OWNERS,
                        APPLIED,
                        told -> {
                            told.repository().forge.isIn("acme/leads", "erin");
                            told.reviewed("erin", APPROVED);
                            told.merged(Merge.MERGE);
                        }),
                row(
                        "a code owner approves what they wrote a commit of",
                        OWNERS,
                        "carol wrote #1",
                        told -> {
                            told.repository().forge.wrote(told.number(), "carol");
                            told.reviewed("carol", APPROVED);
                            told.merged(Merge.SQUASH);
                        }),
                row(
                        "someone besides the code owners whom the rule names approves",
                        OWNERS.replace("code-owners", "code-owners, dave"),
                        APPLIED,
                        told -> {
                            told.reviewed("dave", APPROVED);
                            told.merged(Merge.SQUASH);
                        }),
                row(
                        "someone is called as the rule calls the code owners",
                        OWNERS,
                        "needs 1 approval from carol, @acme/leads and has 0",
                        told -> {
                            told.reviewed("code-owners", APPROVED);
                            told.merged(Merge.SQUASH);
                        }),
                row(
                        "the owners changed in the same pull request, and a new one approves",
                        OWNERS,
                        "needs 1 approval from carol, @acme/leads and has 0",
                        told -> {
                            handOver(told);
                            told.reviewed("friend", APPROVED);
                            told.merged(Merge.SQUASH);
                        }),
                row(
                        "the owners changed in the same pull request, and the owner of CODEOWNERS in force approves, and no new one",
                        OWNERS,
                        "needs 1 approval from friend and has 0",
                        told -> {
                            handOver(told);
                            told.reviewed("mallory", APPROVED);
                            told.merged(Merge.SQUASH);
                        }),
                row(
                        "the owners changed in the same pull request, and the owner of CODEOWNERS in force and a new one approve",
                        OWNERS,
                        APPLIED,
                        told -> {
                            handOver(told);
                            told.reviewed("mallory", APPROVED);
                            told.reviewed("friend", APPROVED);
                            told.merged(Merge.SQUASH);
                        }),
                row(
                        "another file of higher rank is added in the same pull request",
                        OWNERS,
                        "needs 1 approval from carol, @acme/leads and has 0",
                        told -> {
                            told.repository().remote.file(".github/CODEOWNERS", "* @friend\n");
                            told.repository().push("change");
                            told.repository().previewed(told.number());
                            told.reviewed("friend", APPROVED);
                            told.merged(Merge.SQUASH);
                        }));
    }

    private static void handOver(Told told) {
        told.repository().owners("* @friend\n").push("change");
        told.repository().previewed(told.number());
    }
}
