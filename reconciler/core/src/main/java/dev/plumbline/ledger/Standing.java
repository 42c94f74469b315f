package dev.plumbline.ledger;

import java.util.List;

/// Where a ledger stands between announcing changes and telling what came of them.
///
/// @param begun what was announced and has come to no outcome yet: an agent stopped in the middle,
///   or is at it. The next release tells of it
/// @param told what the newest entry tells the outcome of; it is told once
public record Standing(List<ChangeRecord> begun, List<ChangeRecord> told) {
    public static final Standing NOTHING = new Standing(List.of(), List.of());

    public Standing {
        begun = List.copyOf(begun);
        told = List.copyOf(told);
    }
}
