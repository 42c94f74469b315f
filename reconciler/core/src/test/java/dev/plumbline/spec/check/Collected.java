package dev.plumbline.spec.check;

import dev.plumbline.resource.Value.Fields;
import dev.plumbline.spec.problem.Findings;
import dev.plumbline.spec.yaml.YamlException;
import dev.plumbline.spec.yaml.YamlReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Findings as lines: the path, then the message.
final class Collected implements Findings {
    final List<String> lines = new ArrayList<>();

    @Override
    public void error(String code, String message, List<String> at) {
        lines.add(String.join(".", at) + ": " + message);
    }

    @Override
    public void error(String code, String message, List<String> at, String part) {
        error(code, message, at);
    }

    @Override
    public void keyError(String code, String message, List<String> at) {
        error(code, message, at);
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
