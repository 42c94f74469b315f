package dev.plumbline.ledger;

import static dev.plumbline.ledger.LedgerFixture.MODEL;
import static dev.plumbline.ledger.LedgerFixture.change;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.repository.GitRepository;
import dev.plumbline.repository.Revision;
import dev.plumbline.resource.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpecsIndexTest {
    @TempDir Path temp;
    private LedgerFixture fixture;
    private GitRepository clone;
    private Ledger ledger;
    private final SpecsIndex index = new SpecsIndex();
    private int reads;

    @BeforeEach
    void open() {
        fixture = new LedgerFixture(temp);
        clone = fixture.clone("one");
        ledger = LedgerFixture.ledger(clone);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private Revision release(Ledger written, String text) {
        return written.conclude(
                        fixture.succeeded(
                                List.of(fixture.applied(MODEL, text)), change("update", MODEL)))
                .entry()
                .revision();
    }

    private Digest specs(String text) {
        return fixture.succeeded(List.of(fixture.applied(MODEL, text))).specs();
    }

    private Optional<Revision> find(Revision tip, String text) throws IOException {
        try (RevWalk walk = new CountingWalk(clone.database())) {
            return index.find(walk, ObjectId.fromString(tip.commit()), specs(text))
                    .map(id -> new Revision(id.name()));
        }
    }

    /// Counts the commits that are read by id.
    private final class CountingWalk extends RevWalk {
        CountingWalk(Repository database) {
            super(database);
        }

        @Override
        public RevCommit parseCommit(AnyObjectId id) throws IOException {
            reads++;
            return super.parseCommit(id);
        }
    }

    @Test
    void aHeadThatIsKnownCostsNothingAndANewerOneWhatIsNew() throws Exception {
        Revision first = release(ledger, "1");
        release(ledger, "2");
        Revision third = release(ledger, "3");

        assertThat(find(third, "1")).contains(first);
        assertThat(reads).isEqualTo(3);
        assertThat(find(third, "3")).contains(third);
        assertThat(find(third, "none")).isEmpty();
        assertThat(reads).isEqualTo(3);

        Revision fourth = release(ledger, "4");
        assertThat(find(fourth, "4")).contains(fourth);
        assertThat(find(fourth, "1")).contains(first);
        assertThat(reads).isEqualTo(4);
    }

    @Test
    void theNewestReleaseOfTheSameSpecsIsFound() throws Exception {
        Revision first = release(ledger, "1");
        assertThat(find(first, "1")).contains(first);
        release(ledger, "2");
        Revision third = release(ledger, "1");
        assertThat(find(third, "1")).contains(third);
    }

    @Test
    void whatIsNoLongerInTheChainIsForgotten() throws Exception {
        Revision first = release(ledger, "1");
        Revision dropped = release(ledger, "2");
        assertThat(find(dropped, "2")).contains(dropped);

        fixture.remote.set(LedgerFixture.REF, first);
        Revision other = release(fixture.ledger("two"), "3");
        clone.fetch();

        assertThat(find(other, "2")).isEmpty();
        assertThat(find(other, "1")).contains(first);
    }
}
