package dev.plumbline.spec.check;

import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Bool;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.resource.Value.Items;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// An input or output as a component, a job or a pipeline declares it.
///
/// @param written the type as written, in lower case; empty when none is
/// @param isOptional whether it says `optional: true`
/// @param hasDefault whether something takes its place when it is left out
/// @param choices the values that are allowed; empty when any is
record Port(
        Optional<String> written,
        boolean isOptional,
        boolean hasDefault,
        List<String> choices,
        Optional<BigDecimal> min,
        Optional<BigDecimal> max) {
    private static final Set<String> LITERALS = Set.of("string", "number", "integer", "boolean");
    private static final Set<String> MODELS =
            Set.of("mlflow_model", "custom_model", "triton_model");

    Port {
        choices = List.copyOf(choices);
    }

    /// A port written as a mapping (`{type: number, default: 0.1}`) or, in a job, as a literal.
    static Port of(Value declared) {
        if (!(declared instanceof Fields fields)) {
            return literal(declared);
        }
        boolean isOptional =
                fields.get("optional")
                        .filter(value -> value.display().equalsIgnoreCase("true"))
                        .isPresent();
        List<String> choices =
                fields.get("enum").orElse(Value.Null.NULL) instanceof Items(var items)
                        ? items.stream().map(Value::display).toList()
                        : List.of();
        return new Port(
                fields.text("type").map(type -> type.toLowerCase(Locale.ROOT)),
                isOptional,
                fields.has("default"),
                choices,
                fields.number("min"),
                fields.number("max"));
    }

    private static Port literal(Value literal) {
        String type =
                switch (literal) {
                    case Bool _ -> "boolean";
                    case Value.Num(var number, _) ->
                            number.stripTrailingZeros().scale() > 0 ? "number" : "integer";
                    case Value _ -> "string";
                };
        return new Port(
                Optional.of(type), false, true, List.of(), Optional.empty(), Optional.empty());
    }

    /// `uri_folder` when nothing says another, which is the default of Azure ML.
    String type() {
        return written.orElse("uri_folder");
    }

    /// Whether who uses the component has to give it.
    boolean isRequired() {
        return !isOptional && !hasDefault;
    }

    boolean isLiteral() {
        return LITERALS.contains(type());
    }

    /// What is wrong with a literal for this port; empty when nothing is, or when only the platform
    /// can tell.
    Optional<String> fault(Value literal) {
        if (literal instanceof Fields || literal instanceof Items) {
            return Optional.empty();
        }
        String text = literal.display();
        boolean fits =
                switch (type()) {
                    case "integer" -> text.matches("[+-]?\\d+");
                    case "number" -> Value.asNumber(literal).isPresent();
                    case "boolean" ->
                            literal instanceof Bool
                                    || text.matches("(?i)true|false|yes|no|on|off|0|1");
                    case "string" -> true;
                    default -> !(literal instanceof Bool || literal instanceof Value.Num);
                };
        if (!fits) {
            return Optional.of("takes " + phrase());
        }
        // The service converts a literal of another type by rules of its own.
        return choices.isEmpty() || choices.contains(text) || !(literal instanceof Value.Text)
                ? Value.asNumber(literal).flatMap(this::outOfRange)
                : Optional.of("takes one of " + String.join(", ", choices));
    }

    private Optional<String> outOfRange(BigDecimal number) {
        boolean tooSmall = min.filter(least -> number.compareTo(least) < 0).isPresent();
        boolean tooLarge = max.filter(most -> number.compareTo(most) > 0).isPresent();
        if (!tooSmall && !tooLarge || !isLiteral()) {
            return Optional.empty();
        }
        String least = min.map(value -> "at least " + value.toPlainString()).orElse("");
        String most = max.map(value -> "at most " + value.toPlainString()).orElse("");
        return Optional.of(
                "takes "
                        + phrase()
                        + " of "
                        + least
                        + (min.isPresent() && max.isPresent() ? " and " : "")
                        + most);
    }

    /// Whether what comes out of one port may go into this one. Between kinds of files little is
    /// refused: what a folder holds only the platform sees.
    boolean takes(Port other) {
        if (written.isEmpty() || other.written.isEmpty()) {
            return true;
        }
        String from = other.type();
        String to = type();
        if (from.equals(to) || from.equals("integer") && to.equals("number")) {
            return true;
        }
        if (isLiteral() && other.isLiteral()) {
            return to.equals("string");
        }
        if (isLiteral() != other.isLiteral()) {
            // A text may be the path of files.
            return from.equals("string");
        }
        return !(from.equals("mltable") && MODELS.contains(to)
                || MODELS.contains(from) && to.equals("mltable"));
    }

    /// The type in a sentence: `an integer`.
    String phrase() {
        return (type().startsWith("i") ? "an " : "a ") + type();
    }
}
