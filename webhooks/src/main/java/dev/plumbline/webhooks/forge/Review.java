package dev.plumbline.webhooks.forge;

import dev.plumbline.repository.Revision;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/// What a reviewer says last about a pull request.
///
/// @param commit the head that they looked at; empty when the forge does not tell, and then
///   `current` is from its times
/// @param current whether it is about the pull request's newest commit and was not dismissed
/// @param at when they said it
/// @param page for people
public record Review(
        User by,
        Verdict verdict,
        Optional<Revision> commit,
        boolean current,
        Instant at,
        URI page) {
    /// What a review says.
    public enum Verdict {
        APPROVED,
        CHANGES_REQUESTED,
        /// An approval that was taken back or dismissed.
        DISMISSED,
        COMMENTED
    }
}
