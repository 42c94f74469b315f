package dev.plumbline.schemas;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.path.NodePath;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Reads the validator's errors as the README tells the reconciler to: a pointer to the key or
/// value at fault, and the keyword that found it. An `enum` that only differs in case, where the
/// schema lets case be free, is no fault.
final class Faults {
    private Faults() {}

    static List<String> of(Schema schema, JsonNode document) {
        return schema.validate(document).stream()
                .filter(error -> !differsInCaseOnly(error))
                .map(error -> pointer(error) + " " + error.getKeyword())
                .collect(
                        Collectors.collectingAndThen(
                                Collectors.toCollection(TreeSet::new), List::copyOf));
    }

    private static boolean differsInCaseOnly(Error error) {
        if (!error.getKeyword().equals("enum") || !error.getInstanceNode().isString()) {
            return false;
        }
        String location = error.getSchemaLocation().toString();
        JsonNode owner = SchemaFiles.at(location.substring(0, location.lastIndexOf('/')));
        String given = plain(error.getInstanceNode().asString());
        return owner.path("x-plumbline-case").asString("").equals("insensitive")
                && owner.path("enum")
                        .valueStream()
                        .anyMatch(value -> plain(value.asString()).equalsIgnoreCase(given));
    }

    /// `userIdentity` and `user_identity` are one word.
    private static String plain(String word) {
        return word.replace("_", "");
    }

    private static String pointer(Error error) {
        List<String> steps = new ArrayList<>();
        NodePath path = error.getInstanceLocation();
        for (int i = 0; i < path.getNameCount(); i++) {
            steps.add(path.getName(i));
        }
        if (error.getProperty() != null) {
            steps.add(error.getProperty());
        }
        return steps.stream().map(step -> "/" + step).collect(Collectors.joining());
    }
}
