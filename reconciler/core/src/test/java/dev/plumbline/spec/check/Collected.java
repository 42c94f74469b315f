package dev.plumbline.spec.check;

import dev.plumbline.resource.Value.Fields;
import dev.plumbline.spec.document.SpecKind;
import dev.plumbline.spec.yaml.YamlException;
import dev.plumbline.spec.yaml.YamlReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Findings as lines: the path, then the message. What the documents can reach are the given
/// components.
final class Collected implements CheckContext {
    final List<String> lines = new ArrayList<>();
    private final Map<String, Fields> components;

    Collected(Map<String, Fields> components) {
        this.components = components;
    }

    /// What is told of a document of a kind.
    static List<String> faults(SpecKind kind, String text) {
        Collected collected = new Collected(Map.of());
        Checks.check(kind, yaml(text), collected);
        return collected.lines;
    }

    @Override
    public void error(String code, String message, List<String> at) {
        lines.add(String.join(".", at) + ": " + message);
    }

    @Override
    public void error(String code, String message, List<String> at, String part) {
        error(code, message, at);
    }

    @Override
    public void warning(String code, String message, List<String> at) {
        lines.add(String.join(".", at) + ": warning: " + message);
    }

    @Override
    public void warning(String code, String message, List<String> at, String part) {
        warning(code, message, at);
    }

    @Override
    public void keyError(String code, String message, List<String> at) {
        error(code, message, at);
    }

    @Override
    public Optional<Fields> component(String text) {
        return Optional.ofNullable(components.get(text));
    }

    static Fields yaml(String text) {
        try {
            return (Fields)
                    YamlReader.read(text.getBytes(StandardCharsets.UTF_8)).orElseThrow().value();
        } catch (YamlException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
