package dev.plumbline.report;

/// Whether the platform is as Git declares it.
public enum SyncStatus {
    SYNCED("Synced"),
    OUT_OF_SYNC("OutOfSync"),
    /// The platform or the specs could not be read.
    UNKNOWN("Unknown");

    private final String word;

    SyncStatus(String word) {
        this.word = word;
    }

    /// The word of the contract: `OutOfSync`.
    public String word() {
        return word;
    }
}
