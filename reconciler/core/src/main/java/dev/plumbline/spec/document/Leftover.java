package dev.plumbline.spec.document;

import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.resource.Value.Items;
import dev.plumbline.resource.Value.Text;
import dev.plumbline.spec.workspace.Tokens;
import dev.plumbline.spec.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A token that nothing replaced, in a value or a key. In a comment it is no matter.
///
/// @param path the keys and indexes that lead to it
/// @param written the token as it stands there
record Leftover(List<String> path, String written) {
    Leftover {
        path = List.copyOf(path);
    }

    /// The first one in a document.
    static Optional<Leftover> in(Fields fields) {
        return in(fields, new ArrayList<>());
    }

    private static Optional<Leftover> in(Value value, List<String> path) {
        return switch (value) {
            case Text(var text) -> found(text, path);
            case Fields(var fields) -> {
                for (Map.Entry<String, Value> entry : fields.entrySet()) {
                    path.addLast(entry.getKey());
                    Optional<Leftover> found =
                            found(entry.getKey(), path).or(() -> in(entry.getValue(), path));
                    if (found.isPresent()) {
                        yield found;
                    }
                    path.removeLast();
                }
                yield Optional.empty();
            }
            case Items(var items) -> {
                for (int i = 0; i < items.size(); i++) {
                    path.addLast(Integer.toString(i));
                    Optional<Leftover> found = in(items.get(i), path);
                    if (found.isPresent()) {
                        yield found;
                    }
                    path.removeLast();
                }
                yield Optional.empty();
            }
            case Value _ -> Optional.empty();
        };
    }

    private static Optional<Leftover> found(String text, List<String> path) {
        return text.contains("{{")
                ? Tokens.inValue(text).map(written -> new Leftover(path, written))
                : Optional.empty();
    }

    /// Its name and the line where it stands.
    Tokens.Found in(YamlDocument yaml) {
        return new Tokens.Found(Tokens.name(written), yaml.position(path, written).line());
    }
}
