package dev.plumbline.spec.document;

import dev.plumbline.resource.Kind;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The kinds of document that are specs. Each has a JSON Schema of its name.
public enum SpecKind {
    MODEL("model", "a model"),
    DATA("data", "a data asset"),
    ENVIRONMENT("environment", "an environment"),
    COMMAND_COMPONENT("commandComponent", "a command component"),
    COMMAND_JOB("commandJob", "a command job"),
    PIPELINE_JOB("pipelineJob", "a pipeline job"),
    MANAGED_ONLINE_ENDPOINT("managedOnlineEndpoint", "a managed online endpoint"),
    KUBERNETES_ONLINE_ENDPOINT("kubernetesOnlineEndpoint", "a Kubernetes online endpoint"),
    MANAGED_ONLINE_DEPLOYMENT("managedOnlineDeployment", "a managed online deployment"),
    KUBERNETES_ONLINE_DEPLOYMENT("kubernetesOnlineDeployment", "a Kubernetes online deployment"),
    PLUMBLINE("plumbline", "a plumbline.yml"),
    /// The agent's own configuration, which stands outside repositories.
    AGENT("agent", "an agent's configuration");

    private final String schema;
    private final String phrase;

    SpecKind(String schema, String phrase) {
        this.schema = schema;
        this.phrase = phrase;
    }

    /// The name of its schema, which is also the last segment of `$schema` in a file:
    /// `managedOnlineEndpoint`.
    public String schema() {
        return schema;
    }

    /// The kind in a sentence: `a managed online endpoint`.
    public String phrase() {
        return phrase;
    }

    public boolean isComponent() {
        return this == COMMAND_COMPONENT;
    }

    /// The kind of resource that such a document declares.
    public Optional<Kind> resource() {
        return switch (this) {
            case MODEL -> Optional.of(Kind.MODEL);
            case DATA -> Optional.of(Kind.DATA);
            case ENVIRONMENT -> Optional.of(Kind.ENVIRONMENT);
            case COMMAND_COMPONENT -> Optional.of(Kind.COMPONENT);
            case COMMAND_JOB, PIPELINE_JOB -> Optional.of(Kind.JOB);
            case MANAGED_ONLINE_ENDPOINT, KUBERNETES_ONLINE_ENDPOINT ->
                    Optional.of(Kind.ONLINE_ENDPOINT);
            case MANAGED_ONLINE_DEPLOYMENT, KUBERNETES_ONLINE_DEPLOYMENT ->
                    Optional.of(Kind.ONLINE_DEPLOYMENT);
            case PLUMBLINE, AGENT -> Optional.empty();
        };
    }

    static Optional<SpecKind> ofSegment(String segment) {
        String lower = segment.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(kind -> kind.schema.toLowerCase(Locale.ROOT).equals(lower))
                .findFirst();
    }
}
