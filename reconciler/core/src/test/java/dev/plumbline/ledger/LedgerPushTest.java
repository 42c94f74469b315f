package dev.plumbline.ledger;

import static dev.plumbline.ledger.LedgerFixture.BLUE;
import static dev.plumbline.ledger.LedgerFixture.MODEL;
import static dev.plumbline.ledger.LedgerFixture.REF;
import static dev.plumbline.ledger.LedgerFixture.change;
import static dev.plumbline.ledger.LedgerFixture.digest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.plan.AppliedResource;
import dev.plumbline.repository.GitRepository;
import dev.plumbline.repository.TestingRemote;
import dev.plumbline.resource.ResourceId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerPushTest {
    private static final String BRANCH = "refs/heads/plumbline/ledger/staging";

    @TempDir Path temp;
    private LedgerFixture fixture;

    @BeforeEach
    void open() {
        fixture = new LedgerFixture(temp);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private Recorded release(Ledger ledger, AppliedResource... resources) {
        return ledger.conclude(
                fixture.succeeded(List.of(resources), change("create", resources[0].id())));
    }

    @Test
    void anEntryIsOnTheRemoteWhenItWasRecorded() {
        Recorded recorded = release(fixture.ledger("one"), fixture.applied(MODEL, "m"));
        assertThat(recorded.push()).isEqualTo(new PushResult.Pushed());
        assertThat(fixture.remote.ref(REF)).contains(recorded.entry().revision());
    }

    @Test
    void aLostCloneFindsTheLedgerOnTheRemote() {
        AppliedResource model = fixture.applied(MODEL, "m");
        release(fixture.ledger("lost"), model);
        assertThat(fixture.ledger("new").lastApplied().get(MODEL)).contains(model);
    }

    @Test
    void entriesOfTwoAgentsStandOnTopOfEachOther() {
        Ledger one = fixture.ledger("one");
        Ledger two = fixture.ledger("two");
        LedgerEntry first = release(one, fixture.applied(MODEL, "m")).entry();
        Recorded second = release(two, fixture.applied(BLUE, "b"));
        assertThat(second.push()).isEqualTo(new PushResult.Pushed());
        assertThat(two.history(10)).containsExactly(second.entry(), first);
        assertThat(two.lastApplied().resources()).containsOnlyKeys(MODEL, BLUE);
    }

    @Test
    void anAgentSeesTheOthersEntriesAfterAFetch() {
        GitRepository clone = fixture.clone("one");
        Ledger one = LedgerFixture.ledger(clone);
        LedgerEntry entry = release(fixture.ledger("two"), fixture.applied(MODEL, "m")).entry();
        clone.fetch();
        assertThat(one.history(10)).containsExactly(entry);
    }

    @Test
    void agentsThatRaceLoseNoEntry() throws Exception {
        int agents = 4;
        try (var threads = Executors.newFixedThreadPool(agents)) {
            List<Future<Recorded>> recorded = new ArrayList<>();
            for (int agent = 0; agent < agents; agent++) {
                Ledger ledger = fixture.ledger("agent-" + agent);
                ResourceId id = ResourceId.parse("model/m" + agent);
                recorded.add(threads.submit(() -> release(ledger, fixture.applied(id, "m"))));
            }
            for (Future<Recorded> each : recorded) {
                assertThat(each.get().push()).isEqualTo(new PushResult.Pushed());
            }
        }
        assertThat(fixture.ledger("reader").history(10)).hasSize(agents);
    }

    @Test
    void anEntryIsKeptWhileTheRemoteIsAway() throws Exception {
        Ledger ledger = fixture.ledger("one");
        Path away = temp.resolve("away.git");
        Files.move(fixture.remote.folder(), away);
        ledger.intend(fixture.intent());
        Recorded recorded = release(ledger, fixture.applied(MODEL, "m"));
        assertThat(recorded.push())
                .isInstanceOfSatisfying(
                        PushResult.Pending.class,
                        pending -> {
                            assertThat(pending.entries()).isEqualTo(2);
                            assertThat(pending.reason()).contains(fixture.remote.url());
                        });
        assertThat(ledger.history(10)).containsExactly(recorded.entry());
        Files.move(away, fixture.remote.folder());
        assertThat(ledger.pushPending()).isEqualTo(new PushResult.Pushed());
        assertThat(fixture.remote.ref(REF)).contains(recorded.entry().revision());
    }

    @Test
    void aRemoteThatRefusesIsReported() throws Exception {
        Ledger ledger = fixture.ledger("one");
        Path lock = fixture.remote.folder().resolve(REF + ".lock");
        Files.createDirectories(fixture.remote.folder().resolve("refs/plumbline/ledger"));
        Files.createFile(lock);
        Recorded recorded = release(ledger, fixture.applied(MODEL, "m"));
        assertThat(recorded.push())
                .isInstanceOfSatisfying(
                        PushResult.Pending.class,
                        pending -> assertThat(pending.reason()).contains("refuses"));
        Files.delete(lock);
        assertThat(ledger.pushPending()).isEqualTo(new PushResult.Pushed());
    }

    @Test
    void aRemoteThatTakesBranchesOnlyHasTheLedgerOnABranch() throws Exception {
        refuseRefsOfOurOwn();
        Ledger ledger = fixture.ledger("one");
        Recorded first = release(ledger, fixture.applied(MODEL, "1"));

        PushResult again = ledger.pushPending();
        Recorded second = release(ledger, fixture.applied(MODEL, "2"));

        assertThat(first.push()).isInstanceOf(PushResult.Pending.class);
        assertThat(again).isEqualTo(new PushResult.Pushed());
        assertThat(second.push()).isEqualTo(new PushResult.Pushed());
        assertThat(fixture.remote.ref(BRANCH)).contains(second.entry().revision());
        assertThat(fixture.ledger("new").history(10))
                .containsExactly(second.entry(), first.entry());
    }

    @Test
    void agentsThatMeetOnABranchLoseNoEntry() throws Exception {
        refuseRefsOfOurOwn();
        Ledger one = fixture.ledger("one");
        Ledger two = fixture.ledger("two");
        LedgerEntry first = release(one, fixture.applied(MODEL, "m")).entry();
        LedgerEntry second = release(two, fixture.applied(BLUE, "b")).entry();

        assertThat(one.pushPending()).isEqualTo(new PushResult.Pushed());
        two.pushPending();
        assertThat(two.pushPending()).isEqualTo(new PushResult.Pushed());

        assertThat(fixture.ledger("reader").history(10))
                .extracting(LedgerEntry::changes)
                .containsExactly(second.changes(), first.changes());
    }

    @Test
    void aLedgerThatIsRefusedLaterGoesOnOnABranch() throws Exception {
        Ledger ledger = fixture.ledger("one");
        LedgerEntry first = release(ledger, fixture.applied(MODEL, "1")).entry();
        Path lock = fixture.remote.folder().resolve(REF + ".lock");
        Files.createFile(lock);

        LedgerEntry second = release(ledger, fixture.applied(MODEL, "2")).entry();
        PushResult pushed = ledger.pushPending();
        Files.delete(lock);
        LedgerEntry third = release(ledger, fixture.applied(MODEL, "3")).entry();

        assertThat(pushed).isEqualTo(new PushResult.Pushed());
        assertThat(fixture.remote.ref(REF)).contains(first.revision());
        assertThat(fixture.remote.ref(BRANCH)).contains(third.revision());
        assertThat(fixture.ledger("new").history(10)).containsExactly(third, second, first);
    }

    @Test
    void ledgersMayBeInARepositoryOfTheirOwn() {
        try (TestingRemote own = TestingRemote.create(temp.resolve("ledgers.git"))) {
            Ledger ledger = LedgerFixture.ledger(fixture.clone("one", Optional.of(own.url())));
            Recorded recorded = release(ledger, fixture.applied(MODEL, "m"));

            assertThat(recorded.push()).isEqualTo(new PushResult.Pushed());
            assertThat(own.ref(REF)).contains(recorded.entry().revision());
            assertThat(fixture.remote.ref(REF)).isEmpty();
            GitRepository clone = fixture.clone("new", Optional.of(own.url()));
            assertThat(LedgerFixture.ledger(clone).history(10)).containsExactly(recorded.entry());
        }
    }

    /// A ref of that name leaves no room for refs below it.
    private void refuseRefsOfOurOwn() throws Exception {
        Path refs = Files.createDirectories(fixture.remote.folder().resolve("refs"));
        Files.writeString(
                refs.resolve("plumbline"), fixture.remote.commit("Begin").commit() + "\n");
    }

    @Test
    void aLedgerThatWasDeletedOnTheRemoteIsPutBack() {
        GitRepository clone = fixture.clone("one");
        Ledger ledger = LedgerFixture.ledger(clone);
        release(ledger, fixture.applied(MODEL, "1"));
        fixture.remote.delete(REF);
        Recorded second = release(ledger, fixture.applied(MODEL, "2"));
        assertThat(second.push()).isEqualTo(new PushResult.Pushed());
        assertThat(fixture.remote.ref(REF)).contains(second.entry().revision());
    }

    @Test
    void anIntentOfAKilledAgentIsClosedByTheNext() {
        LedgerEntry intent =
                fixture.ledger("killed")
                        .intend(fixture.intent(ChangeRecord.intended("create", MODEL, "new")))
                        .entry();
        Ledger next = fixture.ledger("next");
        assertThat(next.unfinished()).contains(intent);
        release(next, fixture.applied(MODEL, "m"));
        assertThat(next.unfinished()).isEmpty();
        assertThat(fixture.ledger("reader").unfinished()).isEmpty();
    }

    @Test
    void aPushThatWasCutOffAfterItArrivedIsNotRepeated() throws Exception {
        GitRepository clone = fixture.clone("one");
        Ledger ledger = LedgerFixture.ledger(clone);
        LedgerEntry entry = release(ledger, fixture.applied(MODEL, "m")).entry();
        var update = clone.database().updateRef("refs/plumbline/tracking/staging");
        update.setForceUpdate(true);
        update.delete();
        assertThat(ledger.pushPending()).isEqualTo(new PushResult.Pushed());
        assertThat(ledger.history(10)).containsExactly(entry);
    }

    @Test
    void successesOfBothAgentsAreKept() {
        Ledger one = fixture.ledger("one");
        Ledger two = fixture.ledger("two");
        one.conclude(withSuccess("a"));
        two.conclude(withSuccess("b"));
        assertThat(two.lastApplied().successes()).containsOnlyKeys(digest("a"), digest("b"));
    }

    private Release withSuccess(String job) {
        Release base = fixture.succeeded(List.of(), change("run", LedgerFixture.JOB));
        JobSuccess success =
                new JobSuccess(LedgerFixture.JOB, digest(job), "run-" + job, Map.of(), List.of());
        return new Release(
                base.source(),
                base.specs(),
                base.plan(),
                base.trigger(),
                base.outcome(),
                base.approvedBy(),
                base.changes(),
                base.resources(),
                Set.of(),
                List.of(success));
    }
}
