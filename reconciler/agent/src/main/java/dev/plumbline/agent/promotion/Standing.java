package dev.plumbline.agent.promotion;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedSet;

/// What is remembered of a promotion.
///
/// @param decided versions that were deployed, declared, merged or refused, oldest first: none of
///   them is proposed again
/// @param open the pull request that is open
record Standing(SequencedSet<String> decided, Optional<Opened> open) {
    private static final int MOST_DECIDED = 1_000;

    static final Standing NEW = new Standing(new LinkedHashSet<>(), Optional.empty());

    Standing {
        LinkedHashSet<String> copy = new LinkedHashSet<>(decided);
        while (copy.size() > MOST_DECIDED) {
            copy.removeFirst();
        }
        decided = Collections.unmodifiableSequencedSet(copy);
    }

    /// @param number of the pull request
    /// @param version that it proposes
    /// @param commit that the branch was put on
    /// @param texts what its title and text were, as one digest
    record Opened(long number, String version, String commit, String texts) {}

    Standing deciding(Optional<String> version) {
        if (version.isEmpty() || decided.contains(version.get())) {
            return this;
        }
        LinkedHashSet<String> more = new LinkedHashSet<>(decided);
        more.add(version.get());
        return new Standing(more, open);
    }

    Standing opened(Opened pullRequest) {
        return new Standing(decided, Optional.of(pullRequest));
    }

    /// The pull request was merged or closed.
    Standing closed() {
        return new Standing(decided, Optional.<Opened>empty()).deciding(open.map(Opened::version));
    }
}
