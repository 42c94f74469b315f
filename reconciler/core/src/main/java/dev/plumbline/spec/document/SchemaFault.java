package dev.plumbline.spec.document;

import dev.plumbline.spec.problem.Severity;
import java.util.List;
import java.util.Optional;

/// A fault that the schema found.
///
/// @param path the keys and indexes that lead to it
/// @param atKey whether the key itself is at fault rather than its value
/// @param misspelt whether a key is one letter or so from one that is known
/// @param missing the key that the mapping at the path lacks, when that is the fault
record SchemaFault(
        List<String> path,
        boolean atKey,
        boolean misspelt,
        Optional<String> missing,
        Severity severity,
        String code,
        String message) {
    SchemaFault {
        path = List.copyOf(path);
    }

    static SchemaFault ofKey(
            List<String> path, boolean misspelt, Severity severity, String message) {
        return new SchemaFault(
                path, true, misspelt, Optional.empty(), severity, "unknown-key", message);
    }

    static SchemaFault ofValue(List<String> path, String message) {
        return new SchemaFault(
                path, false, false, Optional.empty(), Severity.ERROR, "schema", message);
    }

    static SchemaFault ofMissing(List<String> path, String key, String message) {
        return new SchemaFault(
                path, false, false, Optional.of(key), Severity.ERROR, "schema", message);
    }

    /// Another fault at the same place.
    SchemaFault with(String other) {
        return new SchemaFault(
                path, atKey, false, Optional.empty(), Severity.ERROR, "schema", other);
    }
}
