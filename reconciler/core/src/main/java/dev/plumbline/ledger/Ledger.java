package dev.plumbline.ledger;

import dev.plumbline.plan.Approval;
import dev.plumbline.plan.LastApplied;
import dev.plumbline.plan.Suspension;
import dev.plumbline.plan.Undo;
import dev.plumbline.repository.GitRepository;
import dev.plumbline.repository.Revision;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.ResourceId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.ObjectId;

/// The ledger of one workspace. Safe for use by many threads; one agent writes at a time in this
/// process, and any number of agents elsewhere, through the remote.
///
/// What the last fetch of the repository brought is taken in before anything is read or written.
public final class Ledger {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*");

    private final GitRepository repository;
    private final String workspace;
    private final LedgerBranch branch;
    private final LedgerPush push;
    private final LedgerHistory history;
    private final LedgerLog log;
    private final LedgerWriter writer;
    private final ReentrantLock remote = new ReentrantLock();

    private Ledger(
            GitRepository repository,
            String workspace,
            Recorder recorder,
            InstantSource clock,
            Path remembered) {
        this.repository = repository;
        this.workspace = workspace;
        this.branch =
                new LedgerBranch(
                        repository, workspace, new RememberedHead(remembered), recorder.key());
        this.push = branch.push();
        this.history = new LedgerHistory(repository.database());
        this.log = new LedgerLog(repository.database());
        this.writer = new LedgerWriter(repository, workspace, recorder, clock, branch, history);
    }

    /// Opens a ledger; a workspace that was never released to has an empty one.
    ///
    /// @param workspace the short name, without the repository's
    /// @param remembered the file, outside the clone, that keeps the newest shared entry
    /// @throws LedgerException when a newer Plumbline wrote it
    public static Ledger open(
            GitRepository repository,
            String workspace,
            Recorder recorder,
            InstantSource clock,
            Path remembered) {
        if (!NAME.matcher(workspace).matches()
                || workspace.contains("..")
                || workspace.endsWith(".lock")
                || workspace.endsWith(".")) {
            throw new IllegalArgumentException(
                    "\""
                            + workspace
                            + "\" cannot name a ledger; use letters, digits, dots, dashes and underscores");
        }
        Ledger ledger = new Ledger(repository, workspace, recorder, clock, remembered);
        ledger.unfinished();
        return ledger;
    }

    /// What to tell when the ledger was rewritten: it no longer holds what it held before. It is
    /// read as it is here then, nothing is taken over from the remote, and nothing can be recorded.
    public synchronized Optional<String> rewriting() {
        return guarded("compare the ledger with its remembered head", branch::rewriting);
    }

    /// Walks the whole ledger as it is here, without judging whether acts were let through.
    public AuditReport audit() {
        return audit(ActCheck.NONE);
    }

    /// Walks the whole ledger as it is here, and says what is not as it should be.
    ///
    /// @param check whether acts were let through by who had to
    public synchronized AuditReport audit(ActCheck check) {
        return guarded(
                "audit the ledger",
                () -> {
                    branch.catchUp();
                    return new LedgerAudit(repository.database(), workspace, check)
                            .run(
                                    branch.tip(),
                                    repository.head(),
                                    branch.rewriting(),
                                    branch.remembers());
                });
    }

    /// What the workspace holds by the newest release, nothing before the first one; and what has
    /// begun since.
    public LastApplied lastApplied() {
        return atTip("read what was applied last", history::lastApplied)
                .orElse(LastApplied.NOTHING);
    }

    /// The newest release, whatever its outcome.
    public Optional<Release> newestRelease() {
        return atTip("read the newest release", history::held).flatMap(held -> held);
    }

    /// The intent that no outcome followed: an agent stopped in the middle, or is at it. The next
    /// conclusion closes it.
    public Optional<LedgerEntry> unfinished() {
        return newestSync().filter(LedgerEntry::isIntent);
    }

    private Optional<LedgerEntry> newestSync() {
        return atTip(
                        "read the newest entry",
                        tip -> {
                            Optional<ObjectId> sync = history.sync(tip);
                            return sync.isPresent()
                                    ? Optional.of(history.entry(sync.get()))
                                    : Optional.<LedgerEntry>empty();
                        })
                .flatMap(found -> found);
    }

    /// The approvals of one meaning of a resource that stand.
    public List<Approval> approvals(Digest meaning) {
        return atTip("read approvals", tip -> history.read(tip, tree -> tree.approvals(meaning)))
                .orElse(List.of());
    }

    /// The newest suspension of each resource, also when it is over.
    public List<Suspension> suspensions() {
        return atTip("read suspensions", tip -> history.read(tip, LedgerTree::suspensions))
                .orElse(List.of());
    }

    /// What was put back to an earlier release and still is.
    public List<Undo> undos() {
        return atTip("read what was undone", tip -> history.read(tip, LedgerTree::undos))
                .orElse(List.of());
    }

    /// How the releases served one endpoint.
    public ServingHistory serving(String endpoint) {
        return new ServingHistory(this, new EndpointHistory(repository.database(), endpoint));
    }

    /// Whether any approval stands.
    public boolean hasApprovals() {
        return atTip(
                        "look for approvals",
                        tip ->
                                history.read(
                                        tip,
                                        tree -> tree.object(LedgerPaths.APPROVALS).isPresent()))
                .orElse(false);
    }

    /// What has begun, and what was told last.
    public Standing standing() {
        return atTip("read the newest entry", history::standing).orElse(Standing.NOTHING);
    }

    /// The newest entries first. Intents that came to an outcome are not among them.
    public List<LedgerEntry> history(int limit) {
        return atTip("read the history", tip -> log.newest(tip, limit)).orElse(List.of());
    }

    /// The newest entries first in which a change of this resource stands, or which changed what is
    /// recorded of it.
    public List<LedgerEntry> history(ResourceId id, int limit) {
        return atTip("read the history of " + id, tip -> log.newest(tip, id, limit))
                .orElse(List.of());
    }

    /// The newest release that succeeded with these specs: equal specs resolve as they did then.
    public Optional<Release> findBySpecs(Digest specs) {
        return releaseOfSpecs(specs).map(this::release);
    }

    /// The commit of the release that [#findBySpecs] gives.
    public Optional<Revision> releaseOfSpecs(Digest specs) {
        return atTip("look for specs", tip -> history.commitOfSpecs(tip, specs)).flatMap(it -> it);
    }

    /// A release by the ledger's own commit.
    ///
    /// @throws LedgerException when there is none
    public synchronized Release release(Revision revision) {
        return guarded("read release " + revision, () -> history.release(revision));
    }

    /// Records an act of a person and pushes it. One that changes nothing that stands is not
    /// written twice; empty then.
    public Optional<Recorded> record(Act act) {
        return recordHere(act).map(this::pushed);
    }

    /// As [#record(Act)], without asking the remote.
    public synchronized Optional<LedgerEntry> recordHere(Act act) {
        return guarded("record an act", () -> writer.record(act));
    }

    /// Records what is about to be done, and pushes it. An intent that stands there already, from
    /// an attempt that was cut off, is not written twice.
    public Recorded intend(Intent intent) {
        return pushed(intendHere(intent));
    }

    /// As [#intend(Intent)], without asking the remote.
    public synchronized LedgerEntry intendHere(Intent intent) {
        return guarded("record an intent", () -> writer.intend(intent));
    }

    /// Records what came of it, closes the intent, and pushes. A release that changed nothing and
    /// holds nothing new is not written: the entry that stands there is given back.
    public Recorded conclude(Release release) {
        return pushed(concludeHere(release));
    }

    /// As [#conclude(Release)], without asking the remote.
    public synchronized LedgerEntry concludeHere(Release release) {
        return guarded("record a release", () -> writer.conclude(release));
    }

    /// Gives the remote the entries that it lacks; asks it nothing when it lacks none. The ledger
    /// is read and written meanwhile, however long the remote takes.
    public PushResult pushPending() {
        remote.lock();
        try {
            return guarded("push the ledger", () -> push.push(this));
        } finally {
            remote.unlock();
        }
    }

    /// As [#pushPending()]; a push that broke off is one that is still to be done.
    public PushResult tryPush() {
        remote.lock();
        try {
            return guarded("push the ledger", () -> push.tryPush(this));
        } finally {
            remote.unlock();
        }
    }

    /// An entry after the push, which may have replayed it on top of another agent's. What is
    /// written here is recorded, whatever becomes of the push.
    private Recorded pushed(LedgerEntry written) {
        PushResult result = tryPush();
        return new Recorded(asItIsNow(written), result);
    }

    private synchronized LedgerEntry asItIsNow(LedgerEntry written) {
        return guarded(
                "read the newest entry",
                () -> {
                    Optional<ObjectId> newest =
                            written.act().isPresent()
                                    ? branch.tip()
                                    : writer.newestSync(branch.tip());
                    return newest.isPresent() ? history.entry(newest.get()) : written;
                });
    }

    @FunctionalInterface
    interface Reading<T> {
        T of(ObjectId tip) throws IOException;
    }

    synchronized <T> Optional<T> atTip(String doing, Reading<T> reading) {
        return guarded(
                doing,
                () -> {
                    branch.catchUp();
                    Optional<ObjectId> tip = branch.tip();
                    return tip.isPresent() ? Optional.of(reading.of(tip.get())) : Optional.empty();
                });
    }

    @FunctionalInterface
    private interface Work<T> {
        T run() throws IOException;
    }

    private <T> T guarded(String doing, Work<T> work) {
        try {
            return work.run();
        } catch (IOException e) {
            throw repository.broken(doing + " of workspace \"" + workspace + "\"", e);
        }
    }
}
