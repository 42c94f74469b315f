package dev.plumbline.spec.workspace;

import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.resource.Value.Items;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A place in a spec as `set` writes it: keys joined by dots, `tags.team`. An entry of a list is
/// its number, from 0: `inputs.paths.0`, or `inputs.paths[0]`. A backslash takes the meaning from a
/// dot, a bracket or a backslash: `tags.cost\.center`.
record FieldPath(List<String> keys) {
    FieldPath {
        keys = List.copyOf(keys);
    }

    static FieldPath parse(String text) {
        List<String> keys = new ArrayList<>();
        StringBuilder key = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int close = c == '[' ? text.indexOf(']', i) : -1;
            if (c == '\\' && i + 1 < text.length() && ".[\\".indexOf(text.charAt(i + 1)) >= 0) {
                key.append(text.charAt(++i));
            } else if (c == '.') {
                keys.add(key.toString());
                key.setLength(0);
            } else if (close > i && isIndex(text.substring(i + 1, close))) {
                if (!key.isEmpty()) {
                    keys.add(key.toString());
                }
                key.setLength(0);
                key.append(text, i + 1, close);
                i = close;
            } else {
                key.append(c);
            }
        }
        keys.add(key.toString());
        return new FieldPath(keys);
    }

    Optional<Value> get(Value document) {
        Value value = document;
        for (String key : keys) {
            Optional<Value> next =
                    switch (value) {
                        case Fields fields -> fields.get(key);
                        case Items(var items) ->
                                isIndexIn(items, key)
                                        ? Optional.of(items.get(Integer.parseInt(key)))
                                        : Optional.empty();
                        default -> Optional.empty();
                    };
            if (next.isEmpty()) {
                return Optional.empty();
            }
            value = next.get();
        }
        return Optional.of(value);
    }

    /// The document with a value at this place. Mappings that are missing on the way are made.
    ///
    /// @throws UnreachableException when the way leads into a text, or past the end of a list
    Fields set(Fields document, Value value) throws UnreachableException {
        return fields(document, 0, value);
    }

    private Fields fields(Fields fields, int depth, Value value) throws UnreachableException {
        String key = keys.get(depth);
        return depth == keys.size() - 1
                ? fields.with(key, value)
                : fields.with(
                        key, inside(fields.get(key).orElse(Value.Null.NULL), depth + 1, value));
    }

    private Value inside(Value there, int depth, Value value) throws UnreachableException {
        return switch (there) {
            case Fields fields -> fields(fields, depth, value);
            case Value.Null _ -> fields(Fields.EMPTY, depth, value);
            case Items(var items) -> entry(items, depth, value);
            default ->
                    throw new UnreachableException(
                            "%s is %s, which has nothing inside"
                                    .formatted(upTo(depth), shown(there)));
        };
    }

    private Items entry(List<Value> items, int depth, Value value) throws UnreachableException {
        String key = keys.get(depth);
        if (!isIndexIn(items, key)) {
            throw new UnreachableException(
                    items.isEmpty()
                            ? "%s is an empty list".formatted(upTo(depth))
                            : "%s is a list, whose entries are %s to %s"
                                    .formatted(
                                            upTo(depth),
                                            upTo(depth) + ".0",
                                            upTo(depth) + "." + (items.size() - 1)));
        }
        int index = Integer.parseInt(key);
        List<Value> changed = new ArrayList<>(items);
        changed.set(
                index,
                depth == keys.size() - 1 ? value : inside(items.get(index), depth + 1, value));
        return new Items(changed);
    }

    private String upTo(int depth) {
        return String.join(".", keys.subList(0, depth));
    }

    private static String shown(Value value) {
        return value instanceof Value.Text(var text) ? "\"" + text + "\"" : value.display();
    }

    private static boolean isIndex(String text) {
        return !text.isEmpty() && text.length() < 9 && text.chars().allMatch(Character::isDigit);
    }

    private static boolean isIndexIn(List<Value> items, String key) {
        return isIndex(key) && Integer.parseInt(key) < items.size();
    }

    /// A way through a spec that is not there; the message says what is in its place.
    static final class UnreachableException extends Exception {
        UnreachableException(String message) {
            super(message);
        }
    }
}
