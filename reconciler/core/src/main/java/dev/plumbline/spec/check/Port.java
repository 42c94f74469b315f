package dev.plumbline.spec.check;

import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Bool;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.resource.Value.Items;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// An input or output as a component, a job or a pipeline declares it.
///
/// @param type as written, in lower case; `uri_folder` when nothing says another (the default of
///   Azure ML)
/// @param required whether who uses the component has to give it
/// @param choices the values that are allowed; empty when any is
record Port(String type, boolean required, List<String> choices) {
    private static final Set<String> LITERALS = Set.of("string", "number", "integer", "boolean");

    Port {
        choices = List.copyOf(choices);
    }

    /// A port written as a mapping (`{type: number, default: 0.1}`) or, in a job, as a literal.
    static Port of(Value declared) {
        if (!(declared instanceof Fields fields)) {
            return new Port(literalType(declared), false, List.of());
        }
        boolean optional =
                fields.get("optional")
                        .filter(value -> value.display().equalsIgnoreCase("true"))
                        .isPresent();
        List<String> choices =
                fields.get("enum").orElse(Value.Null.NULL) instanceof Items(var items)
                        ? items.stream().map(Value::display).toList()
                        : List.of();
        return new Port(
                fields.text("type").orElse("uri_folder").toLowerCase(Locale.ROOT),
                !optional && !fields.has("default"),
                choices);
    }

    private static String literalType(Value literal) {
        return switch (literal) {
            case Bool _ -> "boolean";
            case Value.Num(var number, _) ->
                    number.stripTrailingZeros().scale() > 0 ? "number" : "integer";
            case Value _ -> "string";
        };
    }

    boolean isLiteral() {
        return LITERALS.contains(type);
    }

    /// What is wrong with a literal for this port; empty when nothing is, or when only the platform
    /// can tell.
    Optional<String> fault(Value literal) {
        if (literal instanceof Fields || literal instanceof Items) {
            return Optional.empty();
        }
        String text = literal.display();
        boolean fits =
                switch (type) {
                    case "integer" -> text.matches("[+-]?\\d+");
                    case "number" -> text.matches("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");
                    case "boolean" ->
                            literal instanceof Bool
                                    || text.matches("(?i)true|false|yes|no|on|off|0|1");
                    case "string" -> true;
                    default -> !(literal instanceof Bool || literal instanceof Value.Num);
                };
        if (!fits) {
            return Optional.of("takes " + article());
        }
        // The service converts a literal of another type by rules of its own.
        return choices.isEmpty() || choices.contains(text) || !(literal instanceof Value.Text)
                ? Optional.empty()
                : Optional.of("takes one of " + String.join(", ", choices));
    }

    private String article() {
        return (type.startsWith("i") ? "an " : "a ") + type;
    }
}
