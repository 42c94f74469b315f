package dev.plumbline.webhooks.forge;

import dev.plumbline.repository.Revision;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/// A pull request (a merge request on GitLab) at one moment.
///
/// @param number by which people call it
/// @param page for people
/// @param base the branch that it goes into
/// @param branch that it comes from; of the same name in another repository when `fork`
/// @param head its newest commit; of a merged one the commit that was merged
/// @param merged the commit that its merge, squash or rebase left on the base; empty while it is
///   not merged
/// @param draft whether it says that it is not ready
/// @param fork whether it comes from another repository
public record PullRequest(
        long number,
        String title,
        URI page,
        User author,
        String base,
        String branch,
        Revision head,
        State state,
        Optional<Revision> merged,
        boolean draft,
        boolean fork) {
    public PullRequest {
        Objects.requireNonNull(head);
    }

    /// Whether it can still change something.
    public enum State {
        OPEN,
        MERGED,
        CLOSED
    }

    /// As people write it: `#12`.
    public String shortForm() {
        return "#" + number;
    }
}
