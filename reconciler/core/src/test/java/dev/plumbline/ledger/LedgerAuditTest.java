package dev.plumbline.ledger;

import static dev.plumbline.ledger.LedgerFixture.BLUE;
import static dev.plumbline.ledger.LedgerFixture.MODEL;
import static dev.plumbline.ledger.LedgerFixture.REF;
import static dev.plumbline.ledger.LedgerFixture.change;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.plan.AppliedResource;
import dev.plumbline.plan.diff.Semantics;
import dev.plumbline.repository.GitRepository;
import dev.plumbline.repository.Revision;
import dev.plumbline.resource.ResourceId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerAuditTest {
    @TempDir Path temp;
    private LedgerFixture fixture;
    private GitRepository clone;
    private Ledger ledger;

    /// Intent and release of a model, then of a deployment.
    @BeforeEach
    void open() {
        fixture = new LedgerFixture(temp);
        clone = fixture.clone("one");
        ledger = LedgerFixture.ledger(clone);
        act(MODEL, applied(MODEL));
        act(BLUE, applied(MODEL), applied(BLUE));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private void act(ResourceId id, AppliedResource... resources) {
        ledger.intend(fixture.intent(ChangeRecord.intended("create", id, "new")));
        ledger.conclude(fixture.succeeded(List.of(resources), change("create", id)));
    }

    private AppliedResource applied(ResourceId id) {
        AppliedResource some = fixture.applied(id, "text");
        return new AppliedResource(
                id,
                some.path(),
                some.commit(),
                some.spec(),
                some.declared(),
                Semantics.digest(id.kind(), some.spec()),
                some.version(),
                some.resolutions());
    }

    private interface Rebuild {
        void change(int index, CommitBuilder copy, ObjectInserter inserter) throws Exception;
    }

    private static final Rebuild AS_IT_WAS = (_, _, _) -> {};

    /// The remote's ledger written anew: its commits, oldest first, in another selection, each
    /// changed; then seen by an agent that remembers nothing.
    private AuditReport tampered(UnaryOperator<List<RevCommit>> selection, Rebuild rebuild)
            throws Exception {
        var database = fixture.remote.database();
        try (RevWalk walk = new RevWalk(database);
                ObjectInserter inserter = database.newObjectInserter()) {
            List<RevCommit> chain = new ArrayList<>();
            walk.markStart(
                    walk.parseCommit(
                            ObjectId.fromString(fixture.remote.ref(REF).orElseThrow().commit())));
            walk.forEach(chain::addFirst);
            Optional<ObjectId> top = Optional.empty();
            int index = 0;
            for (RevCommit each : selection.apply(chain)) {
                CommitBuilder copy = new CommitBuilder();
                copy.setAuthor(each.getAuthorIdent());
                copy.setCommitter(each.getCommitterIdent());
                copy.setMessage(each.getFullMessage());
                copy.setTreeId(each.getTree());
                top.ifPresent(copy::setParentId);
                rebuild.change(index++, copy, inserter);
                top = Optional.of(inserter.insert(copy));
            }
            inserter.flush();
            fixture.remote.set(REF, new Revision(top.orElseThrow().name()));
        }
        return fixture.ledger("anew").audit();
    }

    private static String message(CommitBuilder copy) {
        return Objects.requireNonNull(copy.getMessage());
    }

    private static Rebuild replace(int changed, String path, String from, String to) {
        return (index, copy, inserter) -> {
            if (index != changed) {
                return;
            }
            copy.setMessage(message(copy).replace(from, to));
            try (ObjectReader reader = inserter.newReader()) {
                LedgerTree tree = new LedgerTree(reader, ObjectId.zeroId(), copy.getTreeId());
                byte[] old = reader.open(tree.blob(path).orElseThrow()).getBytes();
                String text = new String(old, StandardCharsets.UTF_8).replace(from, to);
                var edits = new TreeMap<String, Optional<ObjectId>>();
                edits.put(
                        path,
                        Optional.of(
                                inserter.insert(
                                        Constants.OBJ_BLOB,
                                        text.getBytes(StandardCharsets.UTF_8))));
                copy.setTreeId(
                        new TreeEdit(reader, inserter)
                                .apply(Optional.of(copy.getTreeId()), edits)
                                .orElseThrow());
            }
        };
    }

    private static void assertFound(AuditReport report, String... words) {
        assertThat(report.findings())
                .anySatisfy(finding -> assertThat(finding.message()).contains(words));
    }

    @Test
    void aLedgerAsItWasWrittenIsSound() {
        AuditReport report = ledger.audit();
        assertThat(report.findings()).isEmpty();
        assertThat(report.entries()).isEqualTo(4);
        assertThat(report.releases()).isEqualTo(2);
        assertThat(report.head()).isEqualTo(fixture.remote.ref(REF));
        assertThat(report.proves()).anyMatch(line -> line.contains("remembered head"));
    }

    @Test
    void anEmptyLedgerIsSound() {
        fixture.remote.delete(REF);
        AuditReport report = fixture.ledger("anew").audit();
        assertThat(report.isSound()).isTrue();
        assertThat(report.head()).isEmpty();
        assertThat(report.provesNot()).anyMatch(line -> line.contains("no head is remembered"));
    }

    @Test
    void aCopyWithoutChangesIsSoundForWhoRemembersNothing() throws Exception {
        assertThat(tampered(chain -> chain, AS_IT_WAS).findings()).isEmpty();
    }

    @Test
    void anOutcomeThatWasRewrittenInTheMessageIsFound() throws Exception {
        AuditReport report =
                tampered(
                        chain -> chain,
                        (index, copy, _) ->
                                copy.setMessage(
                                        index == 1
                                                ? message(copy).replace("Succeeded", "Failed")
                                                : message(copy)));
        assertFound(report, "trailers", "Outcome: Failed");
    }

    @Test
    void aRewritingThatFitsInItselfIsFoundByWhoRemembers() throws Exception {
        tampered(chain -> chain, replace(3, LedgerPaths.RELEASE, "Succeeded", "Failed"));
        clone.fetch();
        assertFound(ledger.audit(), "was rewritten");
    }

    @Test
    void anActWithoutItsIntentIsFound() throws Exception {
        AuditReport report =
                tampered(chain -> List.of(chain.get(0), chain.get(1), chain.get(3)), AS_IT_WAS);
        assertFound(report, "create " + BLUE, "no intent");
    }

    @Test
    void aReleaseThatWasDroppedIsFound() throws Exception {
        AuditReport report =
                tampered(chain -> List.of(chain.get(0), chain.get(2), chain.get(3)), AS_IT_WAS);
        assertFound(report, "is an intent, and changes");
    }

    @Test
    void aChainInAnotherOrderIsFound() throws Exception {
        AuditReport report =
                tampered(
                        chain -> List.of(chain.get(1), chain.get(0), chain.get(3), chain.get(2)),
                        AS_IT_WAS);
        assertFound(report, "no intent before it announced");
    }

    @Test
    void aSourceCommitThatTheBranchDoesNotHoldIsFound() throws Exception {
        String forged = "0".repeat(39) + "1";
        AuditReport report =
                tampered(
                        chain -> chain,
                        replace(3, LedgerPaths.RELEASE, fixture.source.commit(), forged));
        assertFound(report, forged, "followed branch");
    }

    @Test
    void aSourceCommitOfAnotherBranchIsFound() throws Exception {
        String other = fixture.remote.commit("other", "Never merged").commit();
        AuditReport report =
                tampered(
                        chain -> chain,
                        replace(3, LedgerPaths.RELEASE, fixture.source.commit(), other));
        assertFound(report, other, "followed branch");
    }

    @Test
    void aSpecThatWasChangedIsFound() throws Exception {
        AuditReport report =
                tampered(
                        chain -> chain,
                        replace(3, LedgerPaths.of(BLUE), "fraud/blue", "fraud/green"));
        assertFound(report, LedgerPaths.of(BLUE), "fraud/green");
    }

    @Test
    void aSuccessWithAFailedChangeIsFound() throws Exception {
        AuditReport report =
                tampered(
                        chain -> chain,
                        replace(3, LedgerPaths.RELEASE, "\"applied\"", "\"failed\""));
        assertFound(report, "Succeeded", "create " + BLUE);
    }

    @Test
    void aSuccessWithAChangeThatNothingSupersededIsFound() throws Exception {
        AuditReport report =
                tampered(
                        chain -> chain,
                        replace(3, LedgerPaths.RELEASE, "\"applied\"", "\"superseded\""));
        assertFound(report, "superseded", "create " + BLUE);
    }
}
