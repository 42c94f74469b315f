package dev.plumbline.repository;

/// What came of pushing a ref.
public sealed interface Pushed {
    /// The remote holds it now.
    record Accepted() implements Pushed {}

    /// The remote answered no: its ref is not where it was expected, or a rule of the remote
    /// forbids it. A fetch tells the two apart.
    record Rejected(String reason) implements Pushed {
        /// Whether somebody else was writing the ref just then, in the words of JGit or Git.
        public boolean isLocked() {
            return reason.contains("failed to lock") || reason.contains("failed to update ref");
        }
    }

    /// The remote could not be asked.
    record Unreachable(String reason) implements Pushed {}
}
