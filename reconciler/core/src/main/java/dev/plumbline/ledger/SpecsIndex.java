package dev.plumbline.ledger;

import dev.plumbline.resource.Digest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/// The newest release that succeeded with given specs, for every specs that a ledger has seen. Kept
/// as of a head: a later head costs the commits between the two, the same one costs nothing. Found
/// by the trailers of the messages, which cost no tree.
final class SpecsIndex {
    private final Map<String, ObjectId> releases = new HashMap<>();
    private Optional<ObjectId> head = Optional.empty();

    synchronized Optional<ObjectId> find(RevWalk walk, ObjectId tip, Digest specs)
            throws IOException {
        if (!head.equals(Optional.of(tip))) {
            moveTo(walk, tip);
        }
        return Optional.ofNullable(releases.get(specs.value()));
    }

    private void moveTo(RevWalk walk, ObjectId tip) throws IOException {
        List<RevCommit> newer = new ArrayList<>();
        Optional<ObjectId> next = Optional.of(tip.copy());
        while (next.isPresent() && !next.equals(head)) {
            RevCommit commit = walk.parseCommit(next.get());
            newer.add(commit);
            next =
                    commit.getParentCount() == 0
                            ? Optional.empty()
                            : Optional.of(commit.getParent(0).copy());
        }
        if (next.isEmpty()) {
            // The head is not below the tip: entries were replayed on top of another agent's.
            releases.clear();
        }
        newer.reversed().forEach(this::add);
        head = Optional.of(tip.copy());
    }

    private void add(RevCommit commit) {
        if (commit.getFooterLines(LedgerMessage.OUTCOME)
                .contains(ReleaseOutcome.SUCCEEDED.word())) {
            commit.getFooterLines(LedgerMessage.SPECS)
                    .forEach(specs -> releases.put(specs, commit.copy()));
        }
    }
}
