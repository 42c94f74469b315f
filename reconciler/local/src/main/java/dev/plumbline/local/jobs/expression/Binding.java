package dev.plumbline.local.jobs.expression;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a node of a pipeline binds an input or an output to: `${{parent.inputs.x}}`,
/// `${{parent.outputs.x}}`, `${{parent.jobs.n.inputs.x}}` or `${{parent.jobs.n.outputs.x}}`.
public sealed interface Binding {
    Pattern EXPRESSION = Pattern.compile("\\$\\{\\{\\s*(.*?)\\s*}}");

    record ParentInput(String name) implements Binding {}

    record ParentOutput(String name) implements Binding {}

    record NodeInput(String node, String name) implements Binding {}

    record NodeOutput(String node, String name) implements Binding {}

    /// Reads a value of a spec; empty when it holds no expression.
    ///
    /// @throws IllegalArgumentException when it holds an expression that is no binding, or text
    ///   besides the binding
    static Optional<Binding> parse(String text) {
        Matcher expression = EXPRESSION.matcher(text.strip());
        if (!expression.find()) {
            return Optional.empty();
        }
        if (expression.start() != 0 || expression.end() != text.strip().length()) {
            throw new IllegalArgumentException(
                    "\""
                            + text
                            + "\" mixes text with an expression; a binding must be the whole value");
        }
        return Optional.of(of(expression.group(1), text));
    }

    private static Binding of(String path, String text) {
        String[] parts = path.split("\\.", -1);
        if (parts.length == 3 && parts[0].equals("parent") && parts[1].equals("inputs")) {
            return new ParentInput(parts[2]);
        }
        if (parts.length == 3 && parts[0].equals("parent") && parts[1].equals("outputs")) {
            return new ParentOutput(parts[2]);
        }
        if (parts.length == 5 && parts[0].equals("parent") && parts[1].equals("jobs")) {
            if (parts[3].equals("inputs")) {
                return new NodeInput(parts[2], parts[4]);
            }
            if (parts[3].equals("outputs")) {
                return new NodeOutput(parts[2], parts[4]);
            }
        }
        throw new IllegalArgumentException(
                "\""
                        + text
                        + "\" is no binding; write ${{parent.inputs.NAME}}, ${{parent.outputs.NAME}} or"
                        + " ${{parent.jobs.NODE.outputs.NAME}}");
    }
}
