package dev.plumbline.spec.problem;

import dev.plumbline.resource.Value;
import java.util.Collection;
import java.util.Optional;

/// How messages speak of names that are not there, and of values.
public final class Names {
    private Names() {}

    /// `; did you mean "x"?`, else what there is.
    public static String instead(String wrong, Collection<String> known, String none) {
        Optional<String> near = Nearest.to(wrong, known);
        if (near.isPresent()) {
            return "; did you mean \"" + near.get() + "\"?";
        }
        return known.isEmpty() ? "; " + none : "; there are " + String.join(", ", known);
    }

    /// A value as messages show it: texts in quotes.
    public static String shown(Value value) {
        return value instanceof Value.Text ? "\"" + value.display() + "\"" : value.display();
    }
}
