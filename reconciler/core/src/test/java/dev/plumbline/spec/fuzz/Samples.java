package dev.plumbline.spec.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.resource.Value.Items;
import dev.plumbline.resource.Value.Text;
import dev.plumbline.resource.ValueJson;
import dev.plumbline.spec.yaml.YamlException;
import dev.plumbline.spec.yaml.YamlReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Documents and words that fuzzing starts from: the example repository, the documents that the
/// schemas' tests accept and refuse, and the keys and patterns of the schemas.
///
/// @param documents texts of specs, good and bad
/// @param patterns the regular expressions of the schemas
record Samples(List<String> documents, List<String> keys, List<String> patterns) {
    private static final Path EXAMPLES = Path.of("../../example-repo");
    private static final Path SCHEMAS = Path.of("../../schemas");
    private static final Path TABLES =
            SCHEMAS.resolve("src/test/resources/dev/plumbline/schemas/documents");
    private static final Pattern KEY = Pattern.compile("\"([a-z_]{3,40})\": *\\{");
    private static final Pattern PATTERN =
            Pattern.compile("\"pattern\": *\"((?:[^\"\\\\]|\\\\.){1,2000})\"");

    static Samples read() {
        List<String> documents = new ArrayList<>();
        files(EXAMPLES, ".yml").forEach(file -> documents.add(text(file)));
        files(TABLES, ".yml").forEach(file -> documents.addAll(table(file)));
        Set<String> keys = new TreeSet<>();
        Set<String> patterns = new TreeSet<>();
        for (Path schema : files(SCHEMAS, ".schema.json")) {
            find(KEY, text(schema), keys);
            find(PATTERN, text(schema), patterns);
        }
        return new Samples(
                documents,
                List.copyOf(keys),
                patterns.stream().map(each -> each.replace("\\\\", "\\")).toList());
    }

    private static void find(Pattern pattern, String text, Set<String> found) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
    }

    /// The documents of a table, each with the schema that its file is named after.
    private static List<String> table(Path file) {
        String kind = file.getFileName().toString().replace(".yml", "");
        try {
            Value rows = YamlReader.read(Files.readAllBytes(file)).orElseThrow().value();
            return ((Items) rows)
                    .items().stream()
                            .map(row -> ((Fields) row).fields("document"))
                            .map(document ->
                                    ValueJson.write(
                                                    document.with(
                                                            "$schema",
                                                            new Text(
                                                                    "https://plumbline.dev/schemas/"
                                                                            + kind
                                                                            + ".schema.json")))
                                            .toPrettyString())
                            .toList();
        } catch (YamlException e) {
            throw new IllegalStateException(file + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(Path folder, String ending) {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(file -> file.toString().endsWith(ending))
                    .filter(file -> !file.toString().contains("target"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
