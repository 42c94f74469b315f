package dev.plumbline.ledger;

import java.util.Arrays;
import java.util.Optional;

/// How a release ended. Pending is an intent: nothing is known of its outcome yet.
public enum ReleaseOutcome {
    PENDING("Pending"),
    SUCCEEDED("Succeeded"),
    FAILED("Failed"),
    /// Some changes were made, others failed or wait.
    PARTIAL("Partial"),
    /// No release, but an act of a person.
    RECORDED("Recorded");

    private final String word;

    ReleaseOutcome(String word) {
        this.word = word;
    }

    /// The word in the trailer `Outcome`.
    public String word() {
        return word;
    }

    static Optional<ReleaseOutcome> ofWord(String word) {
        return Arrays.stream(values()).filter(outcome -> outcome.word.equals(word)).findFirst();
    }
}
