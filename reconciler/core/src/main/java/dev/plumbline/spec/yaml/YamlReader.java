package dev.plumbline.spec.yaml;

import dev.plumbline.spec.problem.Position;
import java.io.ByteArrayInputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.reader.UnicodeReader;
import org.yaml.snakeyaml.resolver.Resolver;

/// Reads a YAML file into values with places. Bounds: 4 MiB of text, 50 levels, 200,000 values
/// after aliases are followed.
public final class YamlReader {
    static final int MAX_CHARACTERS = 4 * 1024 * 1024;

    private YamlReader() {}

    /// Reads the first document of a file; empty when the file holds none.
    ///
    /// @throws YamlException when it is no YAML, has a key twice, or passes a bound
    public static Optional<YamlDocument> read(byte[] bytes) throws YamlException {
        try {
            Optional<Node> root = compose(bytes);
            return root.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            new YamlDocument(bytes, root.get(), new NodeReader().read(root.get())));
        } catch (MarkedYAMLException e) {
            throw new YamlException(
                    position(e.getProblemMark()), "yaml", "not valid YAML: " + e.getProblem());
        } catch (ReaderException e) {
            throw forbidden(bytes, e.getCodePoint());
        } catch (YAMLException e) {
            if (e.getCause() instanceof CharacterCodingException) {
                throw new YamlException(
                        Position.START, "yaml", "the file is not UTF-8 text; save it as UTF-8");
            }
            throw new YamlException(
                    Position.START, "yaml", "not readable as YAML: " + e.getMessage());
        }
    }

    /// The nodes of the first document.
    ///
    /// @throws YAMLException when it is no YAML
    static Optional<Node> compose(byte[] bytes) {
        Composer composer = composer(bytes);
        return composer.checkNode() ? Optional.of(composer.getNode()) : Optional.empty();
    }

    private static Composer composer(byte[] bytes) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MAX_CHARACTERS);
        options.setNestingDepthLimit(50);
        options.setMaxAliasesForCollections(50);
        StreamReader reader = new StreamReader(new UnicodeReader(new ByteArrayInputStream(bytes)));
        return new Composer(new ParserImpl(reader, options), new Resolver(), options);
    }

    /// The place is looked up: the parser only knows how far into its buffer the character stood.
    private static YamlException forbidden(byte[] bytes, int character) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int index = Math.max(0, text.indexOf(character));
        int line = 1 + (int) text.substring(0, index).chars().filter(c -> c == '\n').count();
        int column = index - text.lastIndexOf('\n', index);
        return new YamlException(
                new Position(line, column),
                "yaml",
                "the character U+%04X is not allowed in YAML; remove it, or write it as an escape in double quotes"
                        .formatted(character));
    }

    private static Position position(@org.jspecify.annotations.Nullable Mark mark) {
        return mark == null
                ? Position.START
                : new Position(mark.getLine() + 1, mark.getColumn() + 1);
    }
}
