package dev.plumbline.repository;

/// A repository cannot be used; the message is for users and holds no credentials.
public final class RepositoryException extends RuntimeException {
    /// Why: what a caller may decide on.
    public enum Reason {
        /// No Git repository at the path or URL.
        NOT_THERE,
        /// The remote does not answer, or breaks off.
        NOT_REACHABLE,
        /// The remote wants other credentials, or denies what they ask for.
        AUTHENTICATION,
        /// The remote is not known to be who it should be, or the agent's own key, known hosts or
        /// authorities cannot be read.
        NOT_TRUSTED,
        /// A kind of URL that is not spoken here.
        NOT_SUPPORTED,
        /// The remote has no such branch.
        BRANCH_MISSING,
        /// No such commit, branch or tag in the clone.
        UNKNOWN_REVISION,
        /// The clone's folder holds something else.
        FOLDER_TAKEN,
        /// Another process, or another part of this one, has the clone open.
        IN_USE,
        /// The clone lost objects; it is made anew when it is opened next.
        DAMAGED,
        /// More files than a tree may have.
        TOO_LARGE,
        /// The key that the agent signs with cannot be used.
        NOT_SIGNED,
        /// The disk could not be read or written.
        STORAGE
    }

    private final Reason reason;

    RepositoryException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    RepositoryException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
