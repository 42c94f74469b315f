package dev.plumbline.spec.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.spec.problem.Position;
import org.assertj.core.api.Assertions;

/// Reads texts as the files of a repository are read.
final class TestingYaml {
    private TestingYaml() {}

    static YamlDocument read(String text) throws YamlException {
        return YamlReader.read(text.getBytes(UTF_8)).orElseThrow();
    }

    static Fields fields(String text) throws YamlException {
        return (Fields) read(text).value();
    }

    /// The value of the only key in a line such as `value: yes`.
    static Value value(String scalar) throws YamlException {
        return fields("value: " + scalar).get("value").orElseThrow();
    }

    static YamlException failure(String text) {
        return failure(text.getBytes(UTF_8));
    }

    static YamlException failure(byte[] bytes) {
        return Assertions.catchThrowableOfType(YamlException.class, () -> YamlReader.read(bytes));
    }

    static Position at(int line, int column) {
        return new Position(line, column);
    }
}
