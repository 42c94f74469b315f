package dev.plumbline.spec.source;

import dev.plumbline.resource.Kind;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.spec.document.DocumentClass;
import dev.plumbline.spec.document.KindDetector;
import dev.plumbline.spec.document.SpecKind;
import dev.plumbline.spec.workspace.SpecOverride;
import dev.plumbline.spec.workspace.SpecOverride.Applied;
import dev.plumbline.spec.workspace.WorkspaceConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How a workspace sees files: its tokens are replaced, its overrides applied.
public record WorkspaceView(Map<String, String> tokens, List<SpecOverride> overrides) {
    /// Files as they are.
    public static final WorkspaceView PLAIN = new WorkspaceView(Map.of(), List.of());

    public WorkspaceView {
        tokens = Map.copyOf(tokens);
        overrides = List.copyOf(overrides);
    }

    public static WorkspaceView of(WorkspaceConfig config) {
        return new WorkspaceView(config.tokens(), config.overrides());
    }

    /// An override that was put into a document.
    ///
    /// @param index which one
    public record Step(int index, Applied applied) {}

    /// The overrides that are meant for a spec, each with what it makes of it, in order.
    ///
    /// @param fields of the spec, with tokens replaced and nothing set
    public List<Step> steps(String path, Fields fields) {
        Optional<Kind> kind =
                KindDetector.detect(path, fields) instanceof DocumentClass.Spec(SpecKind spec)
                        ? spec.resource()
                        : Optional.empty();
        List<Step> steps = new ArrayList<>();
        Fields result = fields;
        for (int i = 0; i < overrides.size(); i++) {
            if (overrides.get(i).appliesTo(path, kind, result)) {
                Applied applied = overrides.get(i).apply(result);
                steps.add(new Step(i, applied));
                result = applied.fields();
            }
        }
        return steps;
    }
}
