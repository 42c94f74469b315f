package dev.plumbline.ledger;

import static dev.plumbline.ledger.LedgerFixture.BLUE;
import static dev.plumbline.ledger.LedgerFixture.MODEL;
import static dev.plumbline.ledger.LedgerFixture.REF;
import static dev.plumbline.ledger.LedgerFixture.change;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.repository.GitRepository;
import dev.plumbline.resource.ResourceId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerRewrittenTest {
    @TempDir Path temp;
    private LedgerFixture fixture;
    private GitRepository clone;
    private Ledger ledger;
    private LedgerEntry first;
    private LedgerEntry second;

    @BeforeEach
    void open() {
        fixture = new LedgerFixture(temp);
        clone = fixture.clone("one");
        ledger = LedgerFixture.ledger(clone);
        first = release(ledger, MODEL);
        second = release(ledger, BLUE);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private LedgerEntry release(Ledger written, ResourceId id) {
        return written.conclude(
                        fixture.succeeded(List.of(fixture.applied(id, "1")), change("create", id)))
                .entry();
    }

    /// Another agent's entry on top of the first one, the second dropped.
    private LedgerEntry rewriteTheRemote() {
        fixture.remote.set(REF, first.revision());
        LedgerEntry forged = release(fixture.ledger("forger"), ResourceId.parse("model/forged"));
        clone.fetch();
        return forged;
    }

    @Test
    void whatIsHereIsKeptAndNothingIsRecordedOnARewrittenLedger() {
        LedgerEntry forged = rewriteTheRemote();
        assertThat(ledger.rewriting())
                .hasValueSatisfying(text ->
                        assertThat(text)
                                .contains(
                                        REF,
                                        second.revision().commit(),
                                        forged.revision().shortForm(),
                                        LedgerFixture.rememberedHead(clone).toString()));
        assertThat(ledger.history(10)).containsExactly(second, first);
        assertThatThrownBy(() -> ledger.intend(fixture.intent()))
                .isInstanceOf(LedgerException.class);
        assertThatThrownBy(() -> ledger.conclude(fixture.succeeded(List.of())))
                .isInstanceOf(LedgerException.class);
        assertThat(ledger.pushPending()).isInstanceOf(PushResult.Pending.class);
        assertThat(fixture.remote.ref(REF)).contains(forged.revision());
    }

    @Test
    void aLedgerThatWasSetBackIsRewritten() {
        fixture.remote.set(REF, first.revision());
        clone.fetch();
        assertThat(ledger.rewriting()).isPresent();
    }

    @Test
    void aLostCloneDoesNotHideTheRewriting() throws Exception {
        rewriteTheRemote();
        GitRepository anew = fixture.clone("anew");
        Files.copy(LedgerFixture.rememberedHead(clone), LedgerFixture.rememberedHead(anew));
        assertThat(LedgerFixture.ledger(anew).rewriting()).isPresent();
    }

    @Test
    void aLedgerThatIsGoneEverywhereIsTold() throws Exception {
        fixture.remote.delete(REF);
        GitRepository anew = fixture.clone("anew");
        Files.copy(LedgerFixture.rememberedHead(clone), LedgerFixture.rememberedHead(anew));
        assertThat(LedgerFixture.ledger(anew).rewriting())
                .hasValueSatisfying(text -> assertThat(text).contains("is gone"));
    }

    @Test
    void aLedgerThatIsPutBackGoesOn() {
        rewriteTheRemote();
        fixture.remote.set(REF, second.revision());
        clone.fetch();
        assertThat(ledger.rewriting()).isEmpty();
        LedgerEntry third = release(ledger, MODEL);
        assertThat(ledger.history(10)).containsExactly(third, second, first);
    }

    @Test
    void whoDeletesTheFileAcceptsAndWhatWasDroppedIsAppendedAgain() throws Exception {
        LedgerEntry forged = rewriteTheRemote();
        Files.delete(LedgerFixture.rememberedHead(clone));
        assertThat(ledger.rewriting()).isEmpty();
        assertThat(ledger.pushPending()).isEqualTo(new PushResult.Pushed());
        assertThat(ledger.history(10))
                .extracting(LedgerEntry::changes)
                .containsExactly(second.changes(), forged.changes(), first.changes());
    }

    @Test
    void withoutTheFileNobodyCanTell() {
        LedgerEntry forged = rewriteTheRemote();
        Ledger anew = fixture.ledger("anew");
        assertThat(anew.rewriting()).isEmpty();
        assertThat(anew.history(10)).containsExactly(forged, first);
    }

    @Test
    void anotherAgentsEntriesAreNoRewriting() {
        LedgerEntry theirs = release(fixture.ledger("two"), ResourceId.parse("model/other"));
        clone.fetch();
        assertThat(ledger.rewriting()).isEmpty();
        assertThat(ledger.history(10)).containsExactly(theirs, second, first);
    }

    @Test
    void aFileWithSomethingElseIsRefused() throws Exception {
        Files.writeString(LedgerFixture.rememberedHead(clone), "main");
        assertThatThrownBy(() -> ledger.history(1))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining(LedgerFixture.rememberedHead(clone).toString());
    }
}
