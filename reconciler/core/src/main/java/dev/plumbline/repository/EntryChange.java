package dev.plumbline.repository;

import java.util.Optional;

/// How two commits differ at a path.
///
/// @param before empty when only the later commit has something there
/// @param after empty when only the earlier one has
public record EntryChange(Optional<TreeEntry> before, Optional<TreeEntry> after) {
    /// `add`, `delete` or `modify`.
    public String word() {
        if (before.isEmpty()) {
            return "add";
        }
        return after.isEmpty() ? "delete" : "modify";
    }

    public boolean isOfSubmodule() {
        return before.filter(TreeEntry::isSubmodule).isPresent()
                || after.filter(TreeEntry::isSubmodule).isPresent();
    }
}
