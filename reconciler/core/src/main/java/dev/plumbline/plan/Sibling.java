package dev.plumbline.plan;

import dev.plumbline.resource.Digest;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The name of the temporary sibling that serves in the place of a deployment while that is made
/// anew.
public final class Sibling {
    static final List<String> WEIGHTS = List.of("traffic", "mirror_traffic");

    private static final String SUFFIX = "-plumb";

    /// Azure's bound on the names of deployments.
    private static final int LONGEST = 32;

    /// Of the digest of a name that leaves no room for the suffix.
    private static final int DIGITS = 6;

    private Sibling() {}

    /// The id of the sibling of a deployment: `blue-plumb` for `blue`.
    public static ResourceId of(ResourceId deployment) {
        String name = deployment.shortName();
        String stem =
                name.length() + SUFFIX.length() <= LONGEST
                        ? name
                        : name.substring(0, LONGEST - SUFFIX.length() - DIGITS - 1)
                                + "-"
                                + Digest.ofText(name).shortForm().substring(0, DIGITS);
        return ResourceId.deployment(deployment.endpoint(), stem + SUFFIX);
    }

    /// The fields of traffic in which siblings take the weights of these deployments.
    public static Fields insteadOf(Set<ResourceId> deployments, Fields traffic) {
        Fields renamed = traffic;
        for (String map : WEIGHTS) {
            Fields weights = traffic.fields(map);
            for (ResourceId deployment : deployments) {
                Optional<Value> weight = weights.get(deployment.shortName());
                if (weight.isPresent()) {
                    weights =
                            weights.without(deployment.shortName())
                                    .with(of(deployment).shortName(), weight.get());
                }
            }
            renamed = traffic.has(map) ? renamed.with(map, weights) : renamed;
        }
        return renamed;
    }
}
