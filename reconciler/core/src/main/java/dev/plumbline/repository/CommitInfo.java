package dev.plumbline.repository;

import java.time.Instant;
import java.util.List;

/// What a commit says about itself.
///
/// @param time when it was committed (which a rebase changes), not when it was first written
/// @param subject the first paragraph of the message, on one line
public record CommitInfo(
        Revision revision,
        String authorName,
        String authorMail,
        Instant time,
        String subject,
        String message,
        List<Revision> parents) {
    public CommitInfo {
        parents = List.copyOf(parents);
    }

    /// The author as `Name <mail>`.
    public String author() {
        return authorName + " <" + authorMail + ">";
    }
}
