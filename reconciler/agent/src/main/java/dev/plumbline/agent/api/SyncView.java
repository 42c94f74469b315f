package dev.plumbline.agent.api;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Optional;

/// How a sync goes. A sync of several workspaces is one sync whose changes name them.
///
/// @param revision the commit; empty until it is known
/// @param message one sentence for people: what it does, waits for or came to
public record SyncView(
        String id,
        List<String> workspaces,
        String revision,
        State state,
        String message,
        List<Change> changes) {
    public SyncView {
        workspaces = List.copyOf(workspaces);
        changes = List.copyOf(changes);
    }

    /// How far a sync is.
    public enum State {
        QUEUED("queued"),
        RUNNING("running"),
        SUCCEEDED("succeeded"),
        FAILED("failed"),
        /// All that may be done is done; the rest waits for a person or a window.
        HELD("held"),
        /// A newer commit took its place before it was done.
        SUPERSEDED("superseded");

        private final String word;

        State(String word) {
            this.word = word;
        }

        @JsonValue
        public String word() {
            return word;
        }

        public boolean isTerminal() {
            return switch (this) {
                case QUEUED, RUNNING -> false;
                case SUCCEEDED, FAILED, HELD, SUPERSEDED -> true;
            };
        }
    }

    /// One change of the sync.
    ///
    /// @param action as in a plan
    /// @param state `pending`, `running`, `applied`, `failed`, `stalled` or `held`
    /// @param version the version that an asset got
    public record Change(
            String workspace,
            String action,
            String id,
            String state,
            String message,
            Optional<String> version) {}
}
