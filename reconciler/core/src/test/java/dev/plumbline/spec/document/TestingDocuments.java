package dev.plumbline.spec.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.resource.Value.Fields;
import dev.plumbline.spec.problem.Problem;
import dev.plumbline.spec.yaml.YamlException;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Reads texts as one file of a repository.
final class TestingDocuments {
    static final String PATH = "specs/a.yml";

    private TestingDocuments() {}

    static Document read(String path, String text) {
        return read(path, text.getBytes(UTF_8), Map.of(), UnaryOperator.identity());
    }

    static Document read(
            String path, byte[] bytes, Map<String, String> tokens, UnaryOperator<Fields> set) {
        try {
            return DocumentReader.read(path, bytes, tokens, set).orElseThrow();
        } catch (YamlException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /// A spec of a kind, with the line that says so in front.
    static String spec(String kind, String text) {
        return "$schema: https://azuremlschemas.azureedge.net/latest/%s.schema.json\n"
                        .formatted(kind)
                + text;
    }

    /// The problems of a spec as users see them.
    static List<String> problems(String kind, String text) {
        return read(PATH, spec(kind, text)).problems().stream().map(Problem::toString).toList();
    }

    static List<String> codes(Document document) {
        return document.problems().stream().map(Problem::code).toList();
    }
}
