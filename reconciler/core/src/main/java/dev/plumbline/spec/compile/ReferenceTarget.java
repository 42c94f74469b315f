package dev.plumbline.spec.compile;

import dev.plumbline.resource.Kind;

/// What a field refers to, and so which forms of a reference it takes.
enum ReferenceTarget {
    MODEL("model", "models", true, "models"),
    /// Models are data too, where a job reads them.
    DATA("data", "data", true, "models"),
    ENVIRONMENT("environment", "environments", true, "environments"),
    COMPONENT("component", "components", true, "components"),
    CODE("code", "codes", true, "codes"),
    COMPUTE("compute", "computes", false, "virtualclusters"),
    DATASTORE("datastore", "datastores", false, "datastores"),
    JOB("job", "jobs", false, "jobs");

    private final String word;
    private final String collection;
    private final boolean versioned;
    private final String otherCollection;

    ReferenceTarget(String word, String collection, boolean versioned, String otherCollection) {
        this.word = word;
        this.collection = collection;
        this.versioned = versioned;
        this.otherCollection = otherCollection;
    }

    static ReferenceTarget of(Kind kind) {
        return switch (kind) {
            case MODEL -> MODEL;
            case ENVIRONMENT -> ENVIRONMENT;
            case COMPONENT -> COMPONENT;
            case JOB -> JOB;
            case POLICY, DATA, ONLINE_ENDPOINT, ONLINE_DEPLOYMENT, TRAFFIC -> DATA;
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
        return name.equalsIgnoreCase(collection) || name.equalsIgnoreCase(otherCollection);
    }

    /// Whether it is made of files, so that a URI of files can stand for it.
    boolean isFiles() {
        return this == MODEL || this == DATA;
    }
}
