package dev.plumbline.spec.workspace;

import java.util.List;

/// Fields of a resource as `ignore_differences` names them: a [FieldPath], in which a key may be
/// `*` (any one) or end in it (`tags.azure*`). A field comes with all that is inside it; a list is
/// one field.
public record FieldPattern(String text, List<String> keys) {
    public FieldPattern {
        keys = List.copyOf(keys);
    }

    /// @throws IllegalArgumentException when it can name no field
    static FieldPattern parse(String text) {
        List<String> keys = FieldPath.parse(text).keys();
        for (String key : keys) {
            if (key.isEmpty()) {
                throw new IllegalArgumentException(
                        "\"%s\" has an empty part; write the keys that lead to the field with one dot between them, such as tags.team"
                                .formatted(text));
            }
            int star = key.indexOf('*');
            if (star >= 0 && star < key.length() - 1) {
                throw new IllegalArgumentException(
                        "\"%s\" has a * inside a name; it stands for a whole name (tags.*) or for how one goes on (tags.azure*)"
                                .formatted(text));
            }
        }
        return new FieldPattern(text, keys);
    }

    /// Whether the field at a path is meant, by itself or as a part of another.
    public boolean covers(List<String> path) {
        if (path.size() < keys.size()) {
            return false;
        }
        for (int i = 0; i < keys.size(); i++) {
            if (!matches(keys.get(i), path.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean matches(String key, String name) {
        return key.endsWith("*")
                ? name.startsWith(key.substring(0, key.length() - 1))
                : key.equals(name);
    }

    /// Whether the first key of a field may be this one.
    public boolean beginsWith(String name) {
        return matches(keys.getFirst(), name);
    }
}
