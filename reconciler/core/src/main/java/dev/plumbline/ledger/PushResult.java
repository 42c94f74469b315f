package dev.plumbline.ledger;

/// Whether the remote has the ledger as it is here.
public sealed interface PushResult {
    /// It has.
    record Pushed() implements PushResult {}

    /// Some entries are only here yet; [Ledger#pushPending] tries again.
    ///
    /// @param reason why, for people
    record Pending(int entries, String reason) implements PushResult {}
}
