package dev.plumbline.agent.run;

import dev.plumbline.agent.api.ExplanationView;
import dev.plumbline.agent.api.ValidationView;
import dev.plumbline.plan.diff.Semantics;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.Resource;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.resource.ValueJson;
import dev.plumbline.spec.document.DocumentClass;
import dev.plumbline.spec.document.SpecKind;
import dev.plumbline.spec.explain.Explanation;
import dev.plumbline.spec.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Explanations of specs as users see them.
final class SpecExplanations {
    private SpecExplanations() {}

    /// @param only the one workspace that is asked for
    static ExplanationView view(Explanation explanation, Optional<String> only) {
        return new ExplanationView(
                explanation.path(),
                explanation.documentClass().map(SpecExplanations::word).orElse("unreadable"),
                explanation.documentClass().flatMap(SpecExplanations::kind),
                explanation.workspaces().stream()
                        .filter(each -> only.map(each.config().name()::equals).orElse(true))
                        .map(each -> workspace(explanation, each))
                        .toList());
    }

    private static String word(DocumentClass documentClass) {
        return switch (documentClass) {
            case DocumentClass.Spec _ -> "spec";
            case DocumentClass.Recognised _ -> "recognised";
            case DocumentClass.Misspelt _ -> "misspelt";
            case DocumentClass.NotASpec _ -> "none";
        };
    }

    private static Optional<String> kind(DocumentClass documentClass) {
        return documentClass instanceof DocumentClass.Spec(var kind)
                ? Optional.of(kind.schema())
                : Optional.empty();
    }

    private static ExplanationView.Workspace workspace(
            Explanation explanation, Explanation.InWorkspace each) {
        return new ExplanationView.Workspace(
                each.config().name(),
                each.included(),
                state(explanation, each),
                each.edits().stream().map(SpecExplanations::change).toList(),
                missing(explanation.path(), each),
                each.problems().stream().map(SpecExplanations::problem).toList(),
                each.resources().stream().map(SpecExplanations::resource).toList(),
                ValueJson.write(each.effective()));
    }

    private static String state(Explanation explanation, Explanation.InWorkspace each) {
        if (each.problems().stream().anyMatch(Problem::isError)) {
            return "invalid";
        }
        for (String code : List.of("template", "partial", "unmanaged")) {
            if (each.problems().stream().anyMatch(problem -> problem.code().equals(code))) {
                return code;
            }
        }
        return each.resources().isEmpty() && !isPromotion(explanation, each) ? "unused" : "applied";
    }

    /// A promotion is heeded and is no resource.
    private static boolean isPromotion(Explanation explanation, Explanation.InWorkspace each) {
        return each.included()
                && explanation
                        .documentClass()
                        .equals(Optional.of(new DocumentClass.Spec(SpecKind.PROMOTION)));
    }

    private static ExplanationView.Change change(Explanation.Edit edit) {
        return new ExplanationView.Change(
                edit.what(),
                ValueJson.write(edit.from().orElse(Value.Null.NULL)),
                ValueJson.write(edit.to()),
                "plumbline.yml:" + edit.entry().line() + ":" + edit.entry().column());
    }

    private static List<ExplanationView.Missing> missing(
            String path, Explanation.InWorkspace each) {
        List<ExplanationView.Missing> missing = new ArrayList<>();
        String set =
                "write it into the file, or give it under workspaces[%s].set in plumbline.yml: {files: \"%s\", values: {%s: …}}";
        each.missing()
                .keys()
                .forEach(key ->
                        missing.add(
                                new ExplanationView.Missing(
                                        key, set.formatted(each.config().name(), path, key))));
        each.missing()
                .placeholders()
                .forEach(key ->
                        missing.add(
                                new ExplanationView.Missing(
                                        key, set.formatted(each.config().name(), path, key))));
        each.missing()
                .tokens()
                .forEach(token ->
                        missing.add(
                                new ExplanationView.Missing(
                                        "{{" + token + "}}",
                                        "give it under workspaces[%s].tokens in plumbline.yml: {%s: …}"
                                                .formatted(each.config().name(), token))));
        return missing;
    }

    private static ValidationView.Problem problem(Problem problem) {
        return new ValidationView.Problem(
                problem.path(),
                problem.position().line(),
                problem.position().column(),
                problem.severity().word(),
                problem.code(),
                problem.message());
    }

    private static ExplanationView.Resource resource(Resource resource) {
        Kind kind = resource.id().kind();
        return new ExplanationView.Resource(
                resource.id().toString(),
                resource.version(),
                Semantics.declared(kind, resource.spec()).value(),
                List.copyOf(Semantics.semantic(kind, resource.spec()).fields().keySet()),
                contents(resource.spec()));
    }

    private static List<ExplanationView.Content> contents(Fields spec) {
        return Value.leaves(spec).stream()
                .filter(Value.Content.class::isInstance)
                .map(Value.Content.class::cast)
                .map(content ->
                        new ExplanationView.Content(
                                content.path(), content.digest().value(), files(content)))
                .distinct()
                .toList();
    }

    private static Map<String, String> files(Value.Content content) {
        Map<String, String> files = new TreeMap<>();
        content.files()
                .forEach(file -> files.put(file.path().isEmpty() ? "." : file.path(), file.blob()));
        return files;
    }
}
