package dev.plumbline.webhooks.forge;

import java.net.URI;
import java.util.Optional;

/// How a commit fares, in one context: the one that is told last counts.
///
/// @param context `plumbline/prod`
/// @param text one line for people; cut where it is longer than the forge takes
/// @param page with more; empty when there is none that the forge's users can reach
public record CommitStatus(String context, State state, String text, Optional<URI> page) {
    /// What a status says.
    public enum State {
        PENDING,
        SUCCESS,
        /// The commit is at fault, or what it wants failed.
        FAILURE,
        /// It could not be found out.
        ERROR
    }
}
