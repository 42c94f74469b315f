package dev.plumbline.spec.workspace;

import java.util.List;

/// Something in a `plumbline.yml` that its schema lets through and that cannot be.
///
/// @param at the keys and indexes that lead to it
/// @param message for users
public record EntryFault(List<String> at, String message) {
    public EntryFault {
        at = List.copyOf(at);
    }
}
