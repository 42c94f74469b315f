package dev.plumbline.gate;

import dev.plumbline.resource.ResourceId;
import dev.plumbline.spec.workspace.WorkspaceConfig;
import java.time.Instant;
import java.util.Map;

/// What gates judge by, besides the plan. The policy is that of the workspace as it was before the
/// change.
///
/// @param requested whether a person asked for this sync
/// @param driftSince since when each drifted resource has been seen to differ
public record GateContext(
        WorkspaceConfig config,
        boolean requested,
        Map<ResourceId, Instant> driftSince,
        Instant now) {
    public GateContext {
        driftSince = Map.copyOf(driftSince);
    }
}
