package dev.plumbline.spec.document;

import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.spec.problem.Position;
import dev.plumbline.spec.problem.Problem;
import dev.plumbline.spec.yaml.YamlDocument;
import java.util.List;

/// A file of the repository that was read as YAML and classed.
///
/// @param path from the repository's root
/// @param fields its content after overrides; empty when it is no mapping
/// @param problems what is wrong with it by itself, whatever refers to it
public record Document(
        String path,
        DocumentClass documentClass,
        YamlDocument yaml,
        Fields fields,
        List<Problem> problems) {
    public Document {
        problems = List.copyOf(problems);
    }

    public boolean isSpec() {
        return documentClass instanceof DocumentClass.Spec;
    }

    /// Whether it is a spec that declares something, and no part of an asset's files.
    public boolean isDeclaration() {
        return documentClass instanceof DocumentClass.Spec(SpecKind kind) && !kind.isContent();
    }

    /// Whether it can be taken further: it has no error, and is neither partial nor a template.
    public boolean isComplete() {
        return problems.stream()
                .noneMatch(problem ->
                        problem.isError()
                                || problem.code().equals("partial")
                                || problem.code().equals("template"));
    }

    /// Whether what is there is right, though something may be left to scripts to fill in.
    public boolean isSound() {
        return problems.stream()
                .noneMatch(problem -> problem.isError() || problem.code().equals("template"));
    }

    public Position position(String... path) {
        return yaml.position(List.of(path));
    }

    static Fields mapping(Value value) {
        return value instanceof Fields fields ? fields : Fields.EMPTY;
    }
}
