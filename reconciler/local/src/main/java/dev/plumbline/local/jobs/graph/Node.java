package dev.plumbline.local.jobs.graph;

import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A node of a pipeline, or a command job as a whole: what the job writes there, over the component
/// that it uses. Where a node names no component, it is its own.
record Node(String name, Fields written, Fields component, boolean isInline) {
    /// What Azure ML takes as the name of a node or a port; it becomes the name of a folder here.
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_-]{0,254}");

    static Node of(String name, Fields written) {
        checkName("the node", name);
        return switch (written.get("component").orElse(Value.Null.NULL)) {
            case Fields component -> new Node(name, written, component, false);
            case Value.Null _ -> new Node(name, written, written, true);
            case Value other ->
                    throw new InvalidJobException(
                            "node %s uses the component \"%s\", whose spec is not known here; refer to it by path"
                                    .formatted(name, other.display()));
        };
    }

    static void checkName(String what, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new InvalidJobException(
                    what
                            + " \""
                            + name
                            + "\" has a name that is not letters, digits, \"_\" and \"-\"; rename it");
        }
    }

    /// `command`, `pipeline`, `sweep`, …; `command` when nothing says.
    String kind() {
        return written.text("type")
                .or(() -> component.text("type"))
                .orElseGet(() -> component.has("jobs") ? "pipeline" : "command")
                .toLowerCase(Locale.ROOT);
    }

    /// A field of the node, which goes over the component's.
    Optional<Value> field(String key) {
        return written.get(key)
                .or(() -> component.get(key))
                .filter(value -> !(value instanceof Value.Null));
    }

    /// The ports that the component declares.
    Fields declaredInputs() {
        return isInline() ? Fields.EMPTY : component.fields("inputs");
    }

    Fields declaredOutputs() {
        return component.fields("outputs");
    }
}
