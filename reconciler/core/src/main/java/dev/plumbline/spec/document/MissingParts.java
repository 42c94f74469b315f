package dev.plumbline.spec.document;

import dev.plumbline.resource.ValueJson;
import java.util.List;

/// What a document lacks before it can be applied: all that scripts would pass on the command line,
/// or fill in.
///
/// @param keys that are not given
/// @param placeholders the keys, joined by dots, whose values are placeholders
/// @param tokens the names in `{{NAME}}` that have no value
public record MissingParts(List<String> keys, List<String> placeholders, List<String> tokens) {
    public static final MissingParts NONE = new MissingParts(List.of(), List.of(), List.of());

    public MissingParts {
        keys = List.copyOf(keys);
        placeholders = List.copyOf(placeholders);
        tokens = List.copyOf(tokens);
    }

    public static MissingParts of(Document document) {
        if (!(document.documentClass() instanceof DocumentClass.Spec(SpecKind kind))) {
            return NONE;
        }
        List<String> tokens =
                Leftover.in(document.fields()).stream().map(Leftover::name).distinct().toList();
        List<String> placeholders =
                SchemaCheck.check(kind, ValueJson.write(document.fields())).stream()
                        .map(SchemaFault::path)
                        .filter(path ->
                                DocumentReader.placeholder(document.fields(), path).isPresent())
                        .map(path -> String.join(".", path))
                        .distinct()
                        .toList();
        return new MissingParts(
                DocumentReader.missing(kind, document.fields()), placeholders, tokens);
    }

    public boolean isNothing() {
        return equals(NONE);
    }
}
