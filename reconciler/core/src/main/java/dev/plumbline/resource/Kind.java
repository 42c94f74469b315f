package dev.plumbline.resource;

import java.util.Arrays;
import java.util.Optional;

/// What a resource is. The order is the order of creation: what a kind may refer to stands before
/// it. The policy of a workspace stands before everything: it is no spec and lives on no platform,
/// but it changes, is held and is recorded as they are.
public enum Kind {
    POLICY("policy", Family.SERVICE),
    ENVIRONMENT("environment", Family.ASSET),
    DATA("data", Family.ASSET),
    COMPONENT("component", Family.ASSET),
    MODEL("model", Family.ASSET),
    JOB("job", Family.JOB),
    ONLINE_ENDPOINT("online-endpoint", Family.SERVICE),
    ONLINE_DEPLOYMENT("online-deployment", Family.SERVICE),
    TRAFFIC("traffic", Family.SERVICE);

    /// How a kind lives: an asset is immutable and versioned, a job is a claim that a run
    /// succeeded, a service is mutable.
    public enum Family {
        ASSET,
        JOB,
        SERVICE
    }

    private final String word;
    private final Family family;

    Kind(String word, Family family) {
        this.word = word;
        this.family = family;
    }

    /// The kind as users write it: `online-endpoint`.
    public String word() {
        return word;
    }

    public Family family() {
        return family;
    }

    public static Optional<Kind> ofWord(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }

    @Override
    public String toString() {
        return word;
    }
}
