package dev.plumbline.ledger;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;

/// Where the ledger of a workspace may be on the remote: below `refs/plumbline/ledger/`, where no
/// list of branches shows it, or, with a remote that takes branches only, on a branch.
final class LedgerPlaces {
    private static final String OWN = "refs/plumbline/ledger/";
    private static final String TRACKING = "refs/plumbline/tracking/";
    private static final String TRACKING_BRANCHES = "refs/plumbline/tracking-branches/";

    private final Repository database;
    private final Ancestry ancestry;
    private final LedgerPlace own;
    private final LedgerPlace branch;

    /// The workspaces that have a ledger, here or on the remote.
    static Set<String> workspaces(Repository database) throws IOException {
        Set<String> names = new TreeSet<>();
        for (String place : List.of(OWN, TRACKING, TRACKING_BRANCHES)) {
            database.getRefDatabase()
                    .getRefsByPrefix(place)
                    .forEach(ref -> names.add(ref.getName().substring(place.length())));
        }
        return names;
    }

    LedgerPlaces(Repository database, String workspace) {
        this.database = database;
        this.ancestry = new Ancestry(database);
        this.own = new LedgerPlace(OWN + workspace, TRACKING + workspace);
        this.branch =
                new LedgerPlace(
                        "refs/heads/plumbline/ledger/" + workspace, TRACKING_BRANCHES + workspace);
    }

    /// Where the remote had it at the last fetch; where it belongs when it had none. Of two, the
    /// one that went on.
    LedgerPlace current() throws IOException {
        Optional<ObjectId> there = value(own);
        Optional<ObjectId> fallen = value(branch);
        boolean wentOn =
                fallen.isPresent()
                        && (there.isEmpty() || ancestry.descends(fallen.get(), there.get()));
        return wentOn ? branch : own;
    }

    /// Where to go when the remote refuses a place; empty when there is no other.
    Optional<LedgerPlace> after(LedgerPlace refused) {
        return refused.equals(own) ? Optional.of(branch) : Optional.empty();
    }

    private Optional<ObjectId> value(LedgerPlace place) throws IOException {
        return Optional.ofNullable(database.exactRef(place.tracking())).map(Ref::getObjectId);
    }
}
