package dev.plumbline.spec.yaml;

import dev.plumbline.resource.Value;
import dev.plumbline.spec.problem.Position;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/// Reads a YAML file into values with places. Bounds: 1 Mi characters of text (the parser takes
/// time by the square of one long value), 50 levels, 50 aliases of collections, 200,000 values
/// after aliases are followed.
public final class YamlReader {
    static final int MAX_CHARACTERS = 1024 * 1024;

    private YamlReader() {}

    /// Reads the first document of a file that is not empty; empty when the file holds none.
    ///
    /// @throws YamlException when it is no YAML, has a key twice, or passes a bound
    public static Optional<YamlDocument> read(byte[] bytes) throws YamlException {
        return readAll(bytes).stream().findFirst();
    }

    /// Reads the documents of a file that are not empty; the first one when all are.
    ///
    /// @throws YamlException when it is no YAML, has a key twice, or passes a bound
    public static List<YamlDocument> readAll(byte[] bytes) throws YamlException {
        requireReadable(bytes);
        try {
            Composer composer = composer(bytes);
            List<YamlDocument> documents = new ArrayList<>();
            for (int number = 0; composer.checkNode(); number++) {
                Node root = composer.getNode();
                Value value = new NodeReader().read(root);
                if (documents.size() == 1 && isEmpty(documents.getFirst().value())) {
                    documents.clear();
                }
                if (documents.isEmpty() || !isEmpty(value)) {
                    documents.add(new YamlDocument(bytes, number, root, value));
                }
            }
            return documents;
        } catch (BoundedParser.Exceeded e) {
            throw new YamlException(position(e.getProblemMark()), "yaml", e.getProblem());
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
                    Position.START, "yaml", "cannot be read as YAML: " + e.getMessage());
        }
    }

    /// The nodes of one document of a file that was read before.
    ///
    /// @param number how many documents stand before it
    static Node compose(byte[] bytes, int number) {
        Composer composer = composer(bytes);
        Node root = next(composer);
        for (int i = 0; i < number; i++) {
            root = next(composer);
        }
        return root;
    }

    private static Node next(Composer composer) {
        if (!composer.checkNode()) {
            throw new IllegalStateException("the text had more documents when it was read");
        }
        return composer.getNode();
    }

    private static boolean isEmpty(Value value) {
        return value.equals(Value.Null.NULL);
    }

    private static void requireReadable(byte[] bytes) throws YamlException {
        if (Encoding.of(bytes) != Encoding.UTF_8) {
            throw new YamlException(
                    Position.START,
                    "yaml",
                    "the file is UTF-16 text, which az ml does not read either; save it as UTF-8");
        }
        if (bytes.length > MAX_CHARACTERS && Encoding.characters(bytes) > MAX_CHARACTERS) {
            throw new YamlException(
                    Position.START,
                    "yaml",
                    "the file exceeds the limit of 1,048,576 characters; keep data out of it, or split it");
        }
    }

    /// The text of a file, be it YAML or not, without a byte order mark.
    public static String text(byte[] bytes) {
        String text = new String(bytes, Encoding.of(bytes).charset());
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static Composer composer(byte[] bytes) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MAX_CHARACTERS);
        options.setNestingDepthLimit(2 * BoundedParser.MAX_LEVELS);
        options.setMaxAliasesForCollections(2 * BoundedParser.MAX_ALIASES);
        StreamReader reader = new StreamReader(decoded(bytes));
        return new Composer(
                new BoundedParser(new ParserImpl(reader, options)), new Resolver(), options);
    }

    /// The text without its byte order mark, decoded at once: a reader of streams takes a buffer of
    /// many times the size of a spec.
    private static String decoded(byte[] bytes) {
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new YAMLException(e);
        }
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

    private static Position position(@Nullable Mark mark) {
        return mark == null
                ? Position.START
                : new Position(mark.getLine() + 1, mark.getColumn() + 1);
    }
}
