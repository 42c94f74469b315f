package dev.plumbline.ledger;

import static dev.plumbline.ledger.LedgerFixture.BLUE;
import static dev.plumbline.ledger.LedgerFixture.MODEL;
import static dev.plumbline.ledger.LedgerFixture.change;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.plan.AppliedResource;
import dev.plumbline.repository.GitRepository;
import dev.plumbline.repository.Revision;
import dev.plumbline.resource.Value;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.PersonIdent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerHistoryTest {
    @TempDir Path temp;
    private LedgerFixture fixture;
    private GitRepository clone;
    private Ledger ledger;

    @BeforeEach
    void open() {
        fixture = new LedgerFixture(temp);
        clone = fixture.clone("clone");
        ledger = LedgerFixture.ledger(clone);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private LedgerEntry release(String model, String blue, ChangeRecord... changes) {
        return ledger.conclude(
                        fixture.succeeded(
                                List.of(fixture.applied(MODEL, model), fixture.applied(BLUE, blue)),
                                changes))
                .entry();
    }

    @Test
    void theNewestEntriesComeFirst() {
        LedgerEntry first = release("1", "1", change("create", MODEL));
        LedgerEntry second = release("2", "1", change("update", MODEL));
        LedgerEntry third = release("3", "1", change("update", MODEL));
        assertThat(ledger.history(10)).containsExactly(third, second, first);
        assertThat(ledger.history(2)).containsExactly(third, second);
    }

    @Test
    void anEntryNamesCommitAuthorAndChanges() {
        LedgerEntry entry = release("1", "1", change("create", MODEL));
        assertThat(entry.source()).isEqualTo(fixture.source);
        assertThat(entry.sourceAuthor()).contains("Ada <ada@example.com>");
        assertThat(entry.changes()).containsExactly(change("create", MODEL));
        assertThat(entry.time()).isEqualTo(LedgerFixture.NOW);
    }

    @Test
    void aResourceHasTheEntriesThatConcernIt() {
        LedgerEntry created = release("1", "1", change("create", MODEL), change("create", BLUE));
        release("2", "1", change("update", MODEL));
        LedgerEntry updated = release("2", "2", change("update", BLUE));
        assertThat(ledger.history(BLUE, 10)).containsExactly(updated, created);
    }

    @Test
    void aChangeThatFailedBelongsToTheHistoryOfItsResource() {
        LedgerEntry created = release("1", "1", change("create", BLUE));
        LedgerEntry failed =
                ledger.conclude(
                                fixture.release(
                                        ReleaseOutcome.FAILED,
                                        List.of(
                                                fixture.applied(MODEL, "1"),
                                                fixture.applied(BLUE, "1")),
                                        change("update", BLUE)))
                        .entry();
        assertThat(ledger.history(BLUE, 10)).containsExactly(failed, created);
    }

    @Test
    void anIntentThatWasCutOffStaysVisible() {
        LedgerEntry cutOff =
                ledger.intend(fixture.intent(ChangeRecord.intended("create", MODEL, "new")))
                        .entry();
        ledger.intend(fixture.intent(ChangeRecord.intended("create", BLUE, "new")));
        LedgerEntry release = release("1", "1", change("create", BLUE));
        assertThat(ledger.history(10)).containsExactly(release, cutOff);
    }

    @Test
    void aSyncBeganWithItsFirstIntent() {
        AtomicReference<Instant> now = new AtomicReference<>(LedgerFixture.NOW);
        Ledger timed = LedgerFixture.ledger(clone, now::get);
        timed.intend(fixture.intent(ChangeRecord.intended("create", MODEL, "new")));
        now.set(LedgerFixture.NOW.plusSeconds(60));
        timed.intend(fixture.intent(ChangeRecord.intended("create", BLUE, "new")));
        now.set(LedgerFixture.NOW.plusSeconds(95));
        LedgerEntry entry =
                timed.conclude(
                                fixture.succeeded(
                                        List.of(), change("create", MODEL), change("create", BLUE)))
                        .entry();
        assertThat(entry.began()).contains(LedgerFixture.NOW);
        assertThat(entry.time()).isEqualTo(LedgerFixture.NOW.plusSeconds(95));
        assertThat(timed.history(10)).containsExactly(entry);
    }

    @Test
    void anIntentForAnotherCommitIsNoBeginning() {
        Revision later = fixture.remote.commit("Declare more");
        clone.fetch();
        ledger.intend(new Intent(later, LedgerFixture.digest("plan"), "push", List.of()));
        assertThat(release("1", "1", change("create", MODEL)).began()).isEmpty();
    }

    @Test
    void outcomesComeBackAsTheyWereWritten() {
        List<ChangeRecord> changes =
                Stream.of(
                                new ChangeOutcome.Applied(Optional.of("3 as version 4: x")),
                                ChangeOutcome.applied(),
                                new ChangeOutcome.Stalled("the quota: 0 of 8"),
                                new ChangeOutcome.Failed("lost\nthe node"),
                                new ChangeOutcome.Superseded())
                        .map(ChangeRecord.intended("create", MODEL, "new")::withOutcome)
                        .toList();
        release("1", "1", changes.toArray(ChangeRecord[]::new));
        assertThat(ledger.history(1).getFirst().changes()).isEqualTo(changes);
    }

    @Test
    void specsThatWereReleasedBeforeAreFound() {
        LedgerEntry first = release("1", "1", change("create", MODEL));
        release("2", "1", change("update", MODEL));
        Release found = ledger.findBySpecs(ledger.release(first.revision()).specs()).orElseThrow();
        assertThat(found.resources().get(MODEL)).isEqualTo(fixture.applied(MODEL, "1"));
    }

    @Test
    void aReleaseThatFailedIsNoAnswerForItsSpecs() {
        Release failed =
                fixture.release(
                        ReleaseOutcome.FAILED,
                        List.of(fixture.applied(MODEL, "1")),
                        change("create", MODEL));
        ledger.conclude(failed);
        assertThat(ledger.findBySpecs(failed.specs())).isEmpty();
    }

    @Test
    void aCommitThatIsNoReleaseIsRefused() {
        Revision intent = ledger.intend(fixture.intent()).entry().revision();
        for (Revision revision :
                List.of(intent, fixture.source, new Revision("0".repeat(39) + "1"))) {
            assertThatThrownBy(() -> ledger.release(revision))
                    .isInstanceOf(LedgerException.class)
                    .hasMessageContaining(revision.commit());
        }
    }

    @Test
    void aLedgerInANewerFormatIsRefused() throws Exception {
        append("{\"format\": 2, \"workspace\": \"staging\"}");
        assertThatThrownBy(() -> LedgerFixture.ledger(clone))
                .isInstanceOf(LedgerException.class)
                .hasMessageContainingAll("staging", "format 2", "upgrade");
        assertThatThrownBy(() -> ledger.conclude(fixture.succeeded(List.of())))
                .isInstanceOf(LedgerException.class);
    }

    /// What was written here is not read again; another process reads it.
    @Test
    void whoWroteAReleaseSeesWhatOthersRead() {
        AppliedResource plain = fixture.applied(BLUE, "1");
        Value.Fields spec =
                plain.spec()
                        .with("rate", new Value.Num(new BigDecimal("1.10"), "1.10"))
                        .with(
                                "code",
                                new Value.Content(
                                        "src",
                                        LedgerFixture.digest("src"),
                                        List.of(new Value.ContentFile("a.py", "blob", false))));
        ledger.intend(fixture.intent(ChangeRecord.intended("create", BLUE, "new")));
        ledger.conclude(fixture.succeeded(List.of(plain.withSpec(spec)), change("create", BLUE)));

        Ledger other = fixture.ledger("other");

        assertThat(ledger.lastApplied()).isEqualTo(other.lastApplied());
        for (Ledger each : List.of(ledger, other)) {
            Value.Fields read = each.lastApplied().get(BLUE).orElseThrow().spec();
            assertThat(read.get("rate"))
                    .get()
                    .extracting(value -> ((Value.Num) value).written())
                    .isEqualTo("1.1");
            assertThat(read.get("code"))
                    .get()
                    .extracting(value -> ((Value.Content) value).files())
                    .isEqualTo(List.of());
        }
        assertThat(ledger.standing()).isEqualTo(other.standing());
        assertThat(ledger.newestRelease()).isEqualTo(other.newestRelease());
        assertThat(ledger.history(3)).isEqualTo(other.history(3));
    }

    @Test
    void aLedgerThatCannotBeReadSaysWhere() throws Exception {
        append("{\"format\": 1, \"workspace");
        assertThatThrownBy(() -> ledger.history(1))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("release.json");
    }

    private void append(String json) throws Exception {
        LedgerBranch branch =
                new LedgerBranch(
                        clone,
                        "staging",
                        new RememberedHead(LedgerFixture.rememberedHead(clone)),
                        Optional.empty());
        try (LedgerWrite write = branch.begin(1)) {
            write.put(LedgerPaths.RELEASE, json.getBytes(StandardCharsets.UTF_8));
            branch.append(
                    write,
                    new PersonIdent("P", "p@example.com", LedgerFixture.NOW, ZoneOffset.UTC),
                    "newer");
        }
    }
}
