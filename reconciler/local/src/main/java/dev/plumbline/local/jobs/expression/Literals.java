package dev.plumbline.local.jobs.expression;

import dev.plumbline.resource.Value;

/// Literal inputs as Azure ML writes them into commands.
public final class Literals {
    private Literals() {}

    /// `True` and `False` for booleans, numbers without an exponent, text as it is.
    public static String spell(Value literal) {
        return literal instanceof Value.Bool(var value)
                ? (value ? "True" : "False")
                : literal.display();
    }
}
