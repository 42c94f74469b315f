package dev.plumbline.ledger;

/// An entry that was written, and whether the remote has it. The entry is safe on this machine in
/// both cases.
public record Recorded(LedgerEntry entry, PushResult push) {}
