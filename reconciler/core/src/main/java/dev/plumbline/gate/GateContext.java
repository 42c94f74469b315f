package dev.plumbline.gate;

import dev.plumbline.resource.ResourceId;
import java.time.Instant;
import java.util.Map;

/// What gates judge by, besides the plan.
///
/// @param policy the policy in force, and the one that the commit declares
/// @param requested whether a person asked for this sync
/// @param driftSince since when each drifted resource has been seen to differ
/// @param interventions what people did at runtime
/// @param warmth whether removed deployments are kept
public record GateContext(
        PolicyChange policy,
        boolean requested,
        Map<ResourceId, Instant> driftSince,
        Instant now,
        Interventions interventions,
        Warmth warmth) {
    public GateContext {
        driftSince = Map.copyOf(driftSince);
    }

    /// Nobody did anything at runtime.
    public GateContext(
            PolicyChange policy,
            boolean requested,
            Map<ResourceId, Instant> driftSince,
            Instant now) {
        this(policy, requested, driftSince, now, Interventions.NONE, Warmth.NONE);
    }
}
