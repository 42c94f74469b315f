package dev.plumbline.spec.document;

import java.util.List;

/// A fault that the schema found: the path of keys and indexes to it, and whether the key itself is
/// at fault rather than its value.
record SchemaFault(List<String> path, boolean atKey, String code, String message) {
    SchemaFault {
        path = List.copyOf(path);
    }
}
