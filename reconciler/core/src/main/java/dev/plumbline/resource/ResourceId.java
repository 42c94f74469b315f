package dev.plumbline.resource;

import java.util.Comparator;
import java.util.Objects;

/// The name of a resource in its workspace: `kind/name`, for a deployment
/// `online-deployment/endpoint/name`. A job without a name is called by its path without extension,
/// so a name may hold slashes.
public record ResourceId(Kind kind, String name) implements Comparable<ResourceId> {
    private static final Comparator<ResourceId> ORDER =
            Comparator.comparing(ResourceId::kind).thenComparing(ResourceId::name);

    /// Many ids of the same resource are made, wherever it is named.
    private static final Pool<String> NAMES = new Pool<>(8192);

    public ResourceId {
        Objects.requireNonNull(kind);
        if (name.isBlank()) {
            throw new IllegalArgumentException(
                    "a resource id needs a name after \"" + kind + "/\"");
        }
        name = NAMES.canonical(name);
    }

    public static ResourceId deployment(String endpoint, String name) {
        return new ResourceId(Kind.ONLINE_DEPLOYMENT, endpoint + "/" + name);
    }

    /// Reads `kind/name`.
    ///
    /// @throws IllegalArgumentException when the text has no known kind or no name
    public static ResourceId parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no resource id; write kind/name, such as model/fraud");
        }
        String word = text.substring(0, slash);
        Kind kind =
                Kind.ofWord(word)
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "\""
                                                + word
                                                + "\" in \""
                                                + text
                                                + "\" is no kind of resource"));
        return new ResourceId(kind, text.substring(slash + 1));
    }

    /// What the document that declares it is called: traffic is declared by its endpoint.
    public ResourceId documentId() {
        return kind == Kind.TRAFFIC ? new ResourceId(Kind.ONLINE_ENDPOINT, name) : this;
    }

    /// The endpoint that a deployment or a traffic resource belongs to; an endpoint's own name for
    /// an endpoint.
    ///
    /// @throws IllegalStateException for other kinds
    public String endpoint() {
        return switch (kind) {
            case ONLINE_ENDPOINT, TRAFFIC -> name;
            case ONLINE_DEPLOYMENT -> name.substring(0, name.indexOf('/'));
            case POLICY, ENVIRONMENT, DATA, COMPONENT, MODEL, JOB ->
                    throw new IllegalStateException(this + " belongs to no endpoint");
        };
    }

    /// The last part of the name: a deployment's own name.
    public String shortName() {
        return kind == Kind.ONLINE_DEPLOYMENT ? name.substring(name.indexOf('/') + 1) : name;
    }

    @Override
    public int compareTo(ResourceId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return kind.word() + "/" + name;
    }
}
