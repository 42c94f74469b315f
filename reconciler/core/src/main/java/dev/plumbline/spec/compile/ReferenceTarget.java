package dev.plumbline.spec.compile;

import dev.plumbline.resource.Kind;
import java.util.Set;

/// What a field refers to, and so which forms of a reference it takes.
enum ReferenceTarget {
    MODEL("model", "models", true, Set.of("models")),
    /// Models are data too, where a job reads them.
    DATA("data", "data", true, Set.of("data", "models")),
    ENVIRONMENT("environment", "environments", true, Set.of("environments")),
    COMPONENT("component", "components", true, Set.of("components")),
    CODE("code", "codes", true, Set.of("codes")),
    COMPUTE("compute", "computes", false, Set.of("computes", "virtualclusters")),
    DATASTORE("datastore", "datastores", false, Set.of("datastores")),
    JOB("job", "jobs", false, Set.of("jobs"));

    private final String word;
    private final String collection;
    private final boolean versioned;
    private final Set<String> collections;

    ReferenceTarget(String word, String collection, boolean versioned, Set<String> collections) {
        this.word = word;
        this.collection = collection;
        this.versioned = versioned;
        this.collections = collections;
    }

    static ReferenceTarget of(Kind kind) {
        return switch (kind) {
            case MODEL -> MODEL;
            case ENVIRONMENT -> ENVIRONMENT;
            case COMPONENT -> COMPONENT;
            case JOB -> JOB;
            case DATA, ONLINE_ENDPOINT, ONLINE_DEPLOYMENT, TRAFFIC -> DATA;
        };
    }

    String word() {
        return word;
    }

    /// What it is called in ids: `models`.
    String collection() {
        return collection;
    }

    boolean isVersioned() {
        return versioned;
    }

    /// Whether an id in a collection of this name can be it.
    boolean isIn(String name) {
        return collections.stream().anyMatch(name::equalsIgnoreCase);
    }

    /// Whether it is made of files, so that a URI of files can stand for it.
    boolean isFiles() {
        return this == MODEL || this == DATA;
    }
}
