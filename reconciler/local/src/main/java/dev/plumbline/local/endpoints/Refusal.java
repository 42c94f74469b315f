package dev.plumbline.local.endpoints;

import dev.plumbline.platform.Outcome;

/// A change of an endpoint, a deployment or traffic that cannot be made, or not yet; the reason is
/// for people.
public final class Refusal extends Exception {
    private final String reason;
    private final boolean passing;

    private Refusal(String reason, boolean passing) {
        super(reason);
        this.reason = reason;
        this.passing = passing;
    }

    /// Stays so until a person acts.
    static Refusal lasting(String reason) {
        return new Refusal(reason, false);
    }

    /// May be gone at the next try.
    static Refusal passing(String reason) {
        return new Refusal(reason, true);
    }

    public String reason() {
        return reason;
    }

    Outcome outcome() {
        return passing ? new Outcome.Failed(reason, true) : new Outcome.Stalled(reason);
    }
}
