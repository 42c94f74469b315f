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

    /// Its path without the ending: the name of a job that gives itself none.
    public String stem() {
        int dot = path.lastIndexOf('.');
        return dot > path.lastIndexOf('/') ? path.substring(0, dot) : path;
    }

    public Position position(String... path) {
        return yaml.position(List.of(path));
    }

    /// The texts at a path of keys and indexes: of a list each entry, else the one value; none
    /// where there is nothing.
    public List<String> texts(List<String> path) {
        return switch (at(fields, path)) {
            case Value.Items(var items) -> items.stream().map(Value::display).toList();
            case Value.Null _ -> List.of();
            case Value other -> List.of(other.display());
        };
    }

    private static Value at(Value value, List<String> path) {
        if (path.isEmpty()) {
            return value;
        }
        Value next =
                switch (value) {
                    case Fields mapping -> mapping.get(path.getFirst()).orElse(Value.Null.NULL);
                    case Value.Items(var items) -> items.get(Integer.parseInt(path.getFirst()));
                    default -> Value.Null.NULL;
                };
        return at(next, path.subList(1, path.size()));
    }

    static Fields mapping(Value value) {
        return value instanceof Fields fields ? fields : Fields.EMPTY;
    }
}
