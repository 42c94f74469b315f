package dev.plumbline.spec.document;

import dev.plumbline.resource.Value.Fields;
import dev.plumbline.spec.problem.Position;
import dev.plumbline.spec.problem.Problem;
import dev.plumbline.spec.yaml.YamlDocument;
import dev.plumbline.spec.yaml.YamlException;
import dev.plumbline.spec.yaml.YamlReader;
import java.util.List;
import java.util.Optional;

/// A configuration file that is no spec: read and checked as specs are.
///
/// @param problems what is wrong with it; nothing of it may be used then
public record ConfigDocument(Fields fields, List<Problem> problems) {
    public ConfigDocument {
        problems = List.copyOf(problems);
    }

    /// Reads an agent's configuration.
    public static ConfigDocument readAgent(String path, byte[] bytes) {
        try {
            Optional<YamlDocument> yaml = YamlReader.read(bytes);
            return yaml.map(document -> check(path, document))
                    .orElseGet(() ->
                            new ConfigDocument(
                                    Fields.EMPTY,
                                    List.of(
                                            Problem.error(
                                                    path,
                                                    Position.START,
                                                    "yaml",
                                                    "the file is empty"))));
        } catch (YamlException e) {
            return new ConfigDocument(
                    Fields.EMPTY,
                    List.of(
                            Problem.error(
                                    path, e.position(), e.code(), String.valueOf(e.getMessage()))));
        }
    }

    private static ConfigDocument check(String path, YamlDocument yaml) {
        Fields fields = Spelling.of(SpecKind.AGENT, Document.mapping(yaml.value()));
        return new ConfigDocument(fields, DocumentReader.check(path, SpecKind.AGENT, yaml, fields));
    }
}
