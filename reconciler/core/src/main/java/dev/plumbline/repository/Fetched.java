package dev.plumbline.repository;

import java.util.Optional;

/// What a fetch found: the head of the branch before and after; empty for a repository without
/// commits.
public record Fetched(Optional<Revision> before, Optional<Revision> after) {
    public boolean moved() {
        return !before.equals(after);
    }
}
