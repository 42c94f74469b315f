package dev.plumbline.spec.source;

import dev.plumbline.spec.workspace.SpecOverride;
import java.util.List;
import java.util.Map;

/// How a workspace sees files: its tokens are replaced, its overrides applied.
public record WorkspaceView(Map<String, String> tokens, List<SpecOverride> overrides) {
    /// Files as they are.
    public static final WorkspaceView PLAIN = new WorkspaceView(Map.of(), List.of());

    public WorkspaceView {
        tokens = Map.copyOf(tokens);
        overrides = List.copyOf(overrides);
    }
}
