package dev.plumbline.spec.check;

import dev.plumbline.spec.problem.Nearest;
import java.util.Collection;
import java.util.Optional;

/// How messages speak of names that are not there.
final class Names {
    private Names() {}

    /// `; did you mean "x"?`, else what there is.
    static String instead(String wrong, Collection<String> known, String none) {
        Optional<String> near = Nearest.to(wrong, known);
        if (near.isPresent()) {
            return "; did you mean \"" + near.get() + "\"?";
        }
        return known.isEmpty() ? "; " + none : "; there are " + String.join(", ", known);
    }
}
