package dev.plumbline.spec.document;

import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.resource.Value.Items;
import dev.plumbline.resource.Value.Text;
import dev.plumbline.spec.workspace.Tokens;
import dev.plumbline.spec.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.List;

/// A token that nothing replaced, in a value or a key. In a comment it is no matter.
///
/// @param path the keys and indexes that lead to it
/// @param written the token as it stands there
record Leftover(List<String> path, String written) {
    Leftover {
        path = List.copyOf(path);
    }

    /// Each one in a document, in the order written.
    static List<Leftover> in(Fields fields) {
        List<Leftover> found = new ArrayList<>();
        collect(fields, new ArrayList<>(), found);
        return found;
    }

    private static void collect(Value value, List<String> path, List<Leftover> found) {
        switch (value) {
            case Text(var text) -> collect(text, path, found);
            case Fields(var fields) ->
                    fields.forEach((key, inside) -> {
                        path.addLast(key);
                        collect(key, path, found);
                        collect(inside, path, found);
                        path.removeLast();
                    });
            case Items(var items) -> {
                for (int i = 0; i < items.size(); i++) {
                    path.addLast(Integer.toString(i));
                    collect(items.get(i), path, found);
                    path.removeLast();
                }
            }
            case Value _ -> {}
        }
    }

    private static void collect(String text, List<String> path, List<Leftover> found) {
        if (text.contains("{{")) {
            Tokens.inValue(text).forEach(written -> found.add(new Leftover(path, written)));
        }
    }

    String name() {
        return Tokens.name(written);
    }

    /// Its name and the line where it stands.
    Tokens.Found in(YamlDocument yaml) {
        return new Tokens.Found(name(), yaml.position(path, written).line());
    }
}
