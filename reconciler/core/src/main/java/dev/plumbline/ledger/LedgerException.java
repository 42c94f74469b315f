package dev.plumbline.ledger;

/// The ledger cannot be read or written; the message is for users.
public final class LedgerException extends RuntimeException {
    LedgerException(String message) {
        super(message);
    }

    LedgerException(String message, Throwable cause) {
        super(message, cause);
    }
}
