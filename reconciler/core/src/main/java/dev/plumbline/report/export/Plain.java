package dev.plumbline.report.export;

import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Content;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.resource.Value.Items;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Values as a spec writes them, without secrets.
///
/// @param file that they will stand in, from the root of the repository
/// @param comments takes what cannot be written
record Plain(String file, List<String> comments) {
    Fields fields(String at, Fields fields) {
        Map<String, Value> kept = new LinkedHashMap<>();
        fields.fields()
                .forEach((key, value) -> {
                    String path = at.isEmpty() ? key : at + "." + key;
                    if (Secrets.isSecret(key, value)) {
                        comments.add(
                                path
                                        + " may be a secret and is left out; it stays as it is on the platform, unless the last release set it: `ignore_differences` keeps it then");
                    } else {
                        value(path, value).ifPresent(plain -> kept.put(key, plain));
                    }
                });
        return new Fields(kept);
    }

    private Optional<Value> value(String at, Value value) {
        return switch (value) {
            case Fields nested -> Optional.of(fields(at, nested));
            case Items(var items) ->
                    Optional.of(
                            new Items(
                                    items.stream()
                                            .flatMap(item -> value(at, item).stream())
                                            .toList()));
            case Content content -> Optional.of(content(at, content));
            case Value.Resolved _, Value.Reference _ -> Optional.of(Value.text(value.display()));
            case Value.Unknown _, Value.Null _ -> Optional.empty();
            case Value.Text _, Value.Bool _, Value.Num _ -> Optional.of(value);
        };
    }

    private Value content(String at, Content content) {
        comments.add(
                at
                        + " was registered from "
                        + content.path()
                        + " of the repository and is not copied; bring it back from the history when it is gone");
        Path from = Optional.ofNullable(Path.of(file).getParent()).orElse(Path.of(""));
        return Value.text(from.relativize(Path.of(content.path())).toString().replace('\\', '/'));
    }
}
