package dev.plumbline.ledger;

import java.io.IOException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;

/// Which commit stands on which.
record Ancestry(Repository database) {
    /// Whether a commit is another, or stands on it. One that is not there is nobody's ancestor.
    boolean descends(ObjectId id, ObjectId from) throws IOException {
        if (id.equals(from)) {
            return true;
        }
        try (RevWalk walk = new RevWalk(database)) {
            return walk.isMergedInto(walk.parseCommit(from), walk.parseCommit(id));
        } catch (MissingObjectException _) {
            return false;
        }
    }
}
