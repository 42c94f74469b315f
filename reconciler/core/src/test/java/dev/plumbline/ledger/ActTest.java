package dev.plumbline.ledger;

import static dev.plumbline.ledger.LedgerFixture.BLUE;
import static dev.plumbline.ledger.LedgerFixture.MODEL;
import static dev.plumbline.ledger.LedgerFixture.change;
import static dev.plumbline.ledger.LedgerFixture.digest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.plan.Approval;
import dev.plumbline.plan.Subject;
import dev.plumbline.repository.Revision;
import dev.plumbline.resource.Digest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevWalk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What people did, on the record beside intents and releases.
class ActTest {
    private static final Digest MEANING = digest("this");
    private static final Subject SUBJECT = new Subject(BLUE, "create", MEANING);

    @TempDir Path temp;
    private LedgerFixture fixture;
    private Ledger ledger;

    @BeforeEach
    void open() {
        fixture = new LedgerFixture(temp);
        ledger = fixture.ledger("clone");
    }

    @AfterEach
    void close() {
        assertThat(ledger.audit().findings()).isEmpty();
        fixture.close();
    }

    private Act act(Act.Kind kind, String by) {
        return Act.about(
                kind, by, fixture.source, Optional.of("seen in staging"), List.of(SUBJECT));
    }

    private Optional<Recorded> approve(String by) {
        return ledger.record(act(Act.Kind.APPROVAL, by));
    }

    @Test
    void anApprovalStandsInTheFirstEntryToo() {
        approve("ada");

        assertThat(ledger.approvals(MEANING)).containsExactly(new Approval("ada", "create"));
        assertThat(ledger.approvals(digest("that"))).isEmpty();
        assertThat(ledger.newestRelease()).isEmpty();
        assertThat(ledger.unfinished()).isEmpty();
    }

    @Test
    void aCloneMadeAnewKnowsTheApprovals() {
        approve("ada");

        assertThat(fixture.ledger("anew").approvals(MEANING)).hasSize(1);
    }

    @Test
    void theMessageTellsWhatWasApprovedAndByWhom() throws Exception {
        Revision entry = approve("ada").orElseThrow().entry().revision();

        try (RevWalk walk = new RevWalk(fixture.remote.database())) {
            assertThat(walk.parseCommit(ObjectId.fromString(entry.commit())).getFullMessage())
                    .isEqualTo(
                            """
                            approval of %s by ada: create online-deployment/fraud/blue

                            seen in staging

                            approve create online-deployment/fraud/blue (%s)

                            Act: approval
                            Source-Commit: %s
                            Source-Author: %s
                            Approved-By: ada
                            """
                                    .formatted(
                                            fixture.source.shortForm(),
                                            MEANING,
                                            fixture.source,
                                            ledger.history(1)
                                                    .getFirst()
                                                    .sourceAuthor()
                                                    .orElseThrow()));
        }
    }

    @Test
    void aNameOrCommentCannotPassForATrailer() {
        ledger.record(
                Act.about(
                        Act.Kind.APPROVAL,
                        "ada\nApproved-By: grace",
                        fixture.source,
                        Optional.of("fine\n\nOutcome: Succeeded"),
                        List.of(SUBJECT)));

        assertThat(ledger.approvals(MEANING)).hasSize(1);
    }

    @Test
    void whoApprovesTwiceIsRecordedOnce() {
        approve("ada");

        assertThat(approve("ada")).isEmpty();
        assertThat(ledger.history(10)).hasSize(1);
    }

    @Test
    void whatIsTakenBackStandsNoMoreAndStaysInTheHistory() {
        approve("ada");
        approve("grace");
        ledger.record(act(Act.Kind.REVOCATION, "ada"));

        assertThat(ledger.approvals(MEANING)).containsExactly(new Approval("grace", "create"));
        assertThat(ledger.history(10))
                .extracting(entry -> entry.act().orElseThrow().kind().word())
                .containsExactly("revocation", "approval", "approval");
        assertThat(ledger.history(BLUE, 10)).hasSize(3);
        assertThat(ledger.history(MODEL, 10)).isEmpty();
    }

    @Test
    void anApprovalInTheMiddleOfASyncLeavesItUnfinished() {
        ledger.intend(fixture.intent(change("create", MODEL)));
        Intent same = fixture.intent(change("create", MODEL));
        approve("ada");
        ledger.intend(same);

        assertThat(ledger.unfinished().orElseThrow().changes()).hasSize(1);
        assertThat(ledger.history(10)).hasSize(2);
        ledger.conclude(
                fixture.succeeded(
                        List.of(), change("create", MODEL).withOutcome(ChangeOutcome.applied())));
        assertThat(ledger.unfinished()).isEmpty();
        assertThat(ledger.history(10))
                .extracting(entry -> entry.act().isPresent())
                .containsExactly(false, true);
        assertThat(ledger.history(1).getFirst().began()).isPresent();
        assertThat(ledger.approvals(MEANING)).hasSize(1);
    }

    @Test
    void aReleaseThatSaysNothingNewIsNotWrittenAfterAnApproval() {
        ledger.conclude(fixture.succeeded(List.of()));
        approve("ada");
        LedgerEntry again = ledger.conclude(fixture.succeeded(List.of())).entry();

        assertThat(again.act()).isEmpty();
        assertThat(ledger.history(10)).hasSize(2);
    }

    @Test
    void entriesOfTwoAgentsAreReplayedWithoutTurningIntoActs() {
        Ledger other = fixture.ledger("other");
        approve("ada");
        other.intend(fixture.intent(change("create", MODEL)));

        assertThat(other.unfinished()).isPresent();
        assertThat(other.approvals(MEANING)).hasSize(1);
        assertThat(other.audit().findings()).isEmpty();
    }
}
