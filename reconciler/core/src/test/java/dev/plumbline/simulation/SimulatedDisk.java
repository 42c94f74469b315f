package dev.plumbline.simulation;

import dev.plumbline.repository.Revision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.TreeFormatter;

/// The clone's objects and refs in memory, on a disk that is full now and then; the process may die
/// between writing a commit and moving the ref to it.
final class SimulatedDisk extends InMemoryRepository {
    private final Faults faults;
    private Optional<ObjectId> last = Optional.empty();

    SimulatedDisk(Faults faults) {
        super(new DfsRepositoryDescription("simulation"));
        this.faults = faults;
    }

    /// A commit as somebody pushes it. Its files do not matter to a ledger, so it has none.
    Revision commit(Instant when) {
        try (ObjectInserter inserter = newObjectInserter()) {
            CommitBuilder commit = new CommitBuilder();
            PersonIdent ada = new PersonIdent("Ada", "ada@example.org", when, ZoneOffset.UTC);
            commit.setAuthor(ada);
            commit.setCommitter(ada);
            commit.setMessage("edit");
            commit.setTreeId(inserter.insert(new TreeFormatter()));
            last.ifPresent(commit::setParentId);
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            last = Optional.of(id);
            return new Revision(id.name());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public RefUpdate updateRef(String name) throws IOException {
        boolean ledger = name.startsWith("refs/plumbline/");
        if (ledger) {
            faults.mayCrash("before a ledger write");
        }
        if (ledger && faults.strikes()) {
            throw new IOException("No space left on device");
        }
        return super.updateRef(name);
    }
}
