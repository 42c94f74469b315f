package dev.plumbline.repository.nearby;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevTag;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;

/// The objects of one database that another lacks, as long as they are few and small.
///
/// Looks from the top down and stops at what is there: an object is written after all that it
/// names, so where it is, all of it is.
final class MissingObjects {
    /// From so many on, Git keeps what it fetches as a pack too (`transfer.unpackLimit`).
    private static final int MANY = 100;

    /// A larger blob costs more to compress anew than its pack does.
    private static final long LARGE = 1 << 20;

    private final ObjectReader source;
    private final ObjectReader known;
    private final RevWalk walk;
    private final Set<ObjectId> partsFirst = new LinkedHashSet<>();
    private int looked;

    MissingObjects(ObjectReader source, ObjectReader known) {
        this.source = source;
        this.known = known;
        this.walk = new RevWalk(source);
    }

    /// Each after those that it names.
    List<ObjectId> partsFirst() {
        return List.copyOf(partsFirst);
    }

    /// Adds what a commit or tag is made of.
    ///
    /// @return false when it is too much; what was found until then is incomplete
    boolean add(AnyObjectId id) throws IOException {
        if (isThere(id)) {
            return true;
        }
        RevObject object = walk.parseAny(id);
        return switch (object) {
            case RevCommit commit -> addCommit(commit);
            case RevTag tag -> isFew() && add(tag.getObject()) && found(tag);
            default -> false;
        };
    }

    private boolean addCommit(RevCommit commit) throws IOException {
        if (!isFew()) {
            return false;
        }
        for (RevCommit parent : commit.getParents()) {
            if (!add(parent)) {
                return false;
            }
        }
        return addTree(commit.getTree()) && found(commit);
    }

    private boolean addTree(AnyObjectId id) throws IOException {
        if (isThere(id)) {
            return true;
        }
        if (!isFew()) {
            return false;
        }
        CanonicalTreeParser tree = new CanonicalTreeParser();
        for (tree.reset(source, id); !tree.eof(); tree.next(1)) {
            if (!addEntry(tree.getEntryFileMode(), tree.getEntryObjectId())) {
                return false;
            }
        }
        return found(id);
    }

    private boolean addEntry(FileMode mode, ObjectId id) throws IOException {
        return switch (mode.getObjectType()) {
            case Constants.OBJ_TREE -> addTree(id);
            case Constants.OBJ_BLOB ->
                    isThere(id)
                            || isFew()
                                    && source.getObjectSize(id, Constants.OBJ_BLOB) <= LARGE
                                    && found(id);
            // A submodule's commit is in another repository.
            default -> true;
        };
    }

    private boolean isThere(AnyObjectId id) throws IOException {
        return partsFirst.contains(id) || known.has(id);
    }

    private boolean isFew() {
        return ++looked <= MANY;
    }

    private boolean found(AnyObjectId id) {
        return partsFirst.add(id.copy());
    }
}
