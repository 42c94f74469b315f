package dev.plumbline.ledger;

import dev.plumbline.repository.GitRepository;
import dev.plumbline.repository.Pushed;
import dev.plumbline.repository.RepositoryException;
import dev.plumbline.repository.Revision;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jgit.lib.ObjectId;

/// Gives the remote what it lacks of a ledger. Not safe for use by several threads: one at a time
/// pushes.
final class LedgerPush {
    /// How often a push that lost a race is tried again. Of those who race one wins each time, so
    /// this is how many others may be ahead.
    private static final int MAX_ATTEMPTS = 10;

    /// How often a remote has to refuse a place before another is tried: a lock that someone holds
    /// is gone the next time.
    private static final int REFUSALS = 2;

    /// How long the one that holds the remote's lock is given, more each time.
    private static final Duration MOMENT = Duration.ofMillis(5);

    private final GitRepository repository;
    private final LedgerBranch branch;
    private final LedgerPlaces places;
    private int refusals;

    LedgerPush(GitRepository repository, LedgerBranch branch, LedgerPlaces places) {
        this.repository = repository;
        this.branch = branch;
        this.places = places;
    }

    /// What is to be pushed, where, on top of what.
    private record Outgoing(LedgerPlace place, ObjectId here, Optional<ObjectId> there) {}

    /// Gives the remote what it lacks. Asks the remote nothing when it lacks nothing.
    ///
    /// @param state held while refs are read and moved here, and not while the remote is asked
    PushResult push(Object state) throws IOException {
        String reason = "other agents kept writing to the same ledger";
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            Optional<Outgoing> outgoing;
            synchronized (state) {
                Optional<String> rewriting = branch.rewriting();
                if (rewriting.isPresent()) {
                    return pending(rewriting.get());
                }
                branch.catchUp();
                outgoing = outgoing();
            }
            if (outgoing.isEmpty()) {
                return new PushResult.Pushed();
            }
            switch (push(outgoing.get(), state)) {
                case Pushed.Accepted _ -> {}
                case Pushed.Unreachable(String why) -> {
                    return pending(state, why);
                }
                case Pushed.Rejected refused -> {
                    reason = refused.reason();
                    Optional<String> unreachable = refresh();
                    if (unreachable.isPresent()) {
                        return pending(state, unreachable.get());
                    }
                    if (branch.there().equals(outgoing.get().there())) {
                        if (!refused.isLocked() || attempt + 1 == MAX_ATTEMPTS) {
                            return pushElsewhere(outgoing.get(), reason, state);
                        }
                        LockSupport.parkNanos(MOMENT.multipliedBy(attempt + 1L).toNanos());
                    }
                }
            }
        }
        return pending(state, reason);
    }

    private Optional<Outgoing> outgoing() throws IOException {
        Optional<ObjectId> here = branch.tip();
        Optional<ObjectId> there = branch.there();
        return here.isEmpty() || here.equals(there)
                ? Optional.empty()
                : Optional.of(new Outgoing(places.current(), here.get(), there));
    }

    /// The remote is where it was expected and refuses all the same: a rule of its forbids it.
    private PushResult pushElsewhere(Outgoing refused, String why, Object state)
            throws IOException {
        refusals++;
        Optional<LedgerPlace> other =
                refusals < REFUSALS ? Optional.empty() : places.after(refused.place());
        if (other.isPresent()) {
            Outgoing again =
                    new Outgoing(other.get(), refused.here(), branch.value(other.get().tracking()));
            if (push(again, state) instanceof Pushed.Accepted) {
                return new PushResult.Pushed();
            }
        }
        return pending(state, why);
    }

    private Pushed push(Outgoing outgoing, Object state) throws IOException {
        Pushed pushed =
                repository.pushLedger(
                        outgoing.place().ref(),
                        outgoing.there().map(id -> new Revision(id.name())),
                        new Revision(outgoing.here().name()));
        if (pushed instanceof Pushed.Accepted) {
            synchronized (state) {
                refusals = 0;
                branch.took(outgoing.place(), outgoing.there(), outgoing.here());
            }
        }
        return pushed;
    }

    /// Pushes, and takes a push that broke off for one that is still to be done.
    PushResult tryPush(Object state) throws IOException {
        try {
            return push(state);
        } catch (IOException | RepositoryException | LedgerException e) {
            return pending(state, String.valueOf(e.getMessage()));
        }
    }

    /// Fetches the ledgers; says why when it cannot.
    private Optional<String> refresh() {
        try {
            repository.fetchLedgers();
            return Optional.empty();
        } catch (RepositoryException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private PushResult pending(Object state, String reason) throws IOException {
        synchronized (state) {
            return pending(reason);
        }
    }

    private PushResult pending(String reason) throws IOException {
        int ahead = branch.ahead();
        return ahead == 0 ? new PushResult.Pushed() : new PushResult.Pending(ahead, reason);
    }
}
