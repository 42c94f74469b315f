package dev.plumbline.spec.source;

import dev.plumbline.resource.Value.Fields;
import dev.plumbline.spec.source.WorkspaceView.Step;
import dev.plumbline.spec.workspace.SpecOverride;
import dev.plumbline.spec.workspace.Tokens;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What a workspace puts into one file while that is read.
final class Overlay {
    private final WorkspaceView view;
    private final String path;
    private List<Step> steps = List.of();

    Overlay(WorkspaceView view, String path) {
        this.view = view;
        this.path = path;
    }

    Fields apply(Fields fields) {
        steps = view.steps(path, fields);
        return steps.isEmpty() ? fields : steps.getLast().applied().fields();
    }

    /// What was put into the file.
    ///
    /// @param bytes of the file
    Use use(byte[] bytes) {
        Set<List<String>> places = new HashSet<>();
        tokens(bytes, places);
        steps.forEach(step -> places(step.index(), places));
        return places.isEmpty() ? Use.NONE : new Use(places, failures());
    }

    private void tokens(byte[] bytes, Set<List<String>> places) {
        if (!view.tokens().isEmpty()) {
            Tokens.all(new String(bytes, StandardCharsets.UTF_8)).stream()
                    .map(Tokens.Found::name)
                    .filter(view.tokens()::containsKey)
                    .forEach(name -> places.add(List.of("tokens", name)));
        }
    }

    private void places(int index, Set<List<String>> places) {
        SpecOverride override = view.overrides().get(index);
        String at = String.valueOf(index);
        for (int i = 0; i < override.files().size(); i++) {
            if (override.files().get(i).matches(path)) {
                places.add(List.of("set", at, "files", String.valueOf(i)));
            }
        }
        if (override.resource().isPresent()) {
            places.add(List.of("set", at, "resource"));
        }
    }

    private List<Use.Failure> failures() {
        return steps.stream()
                .flatMap(step ->
                        step.applied().faults().stream()
                                .map(fault -> new Use.Failure(step.index(), fault)))
                .toList();
    }
}
