package dev.plumbline.platform;

/// How a resource on the platform fares.
public enum Health {
    HEALTHY("Healthy"),
    PROGRESSING("Progressing"),
    DEGRADED("Degraded"),
    SUSPENDED("Suspended"),
    MISSING("Missing");

    private final String word;

    Health(String word) {
        this.word = word;
    }

    /// The word of the contract: `Healthy`.
    public String word() {
        return word;
    }
}
