package dev.plumbline.spec.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Paths of keys in a document.
final class Paths {
    private Paths() {}

    static List<String> below(List<String> path, String... more) {
        List<String> longer = new ArrayList<>(path);
        longer.addAll(Arrays.asList(more));
        return longer;
    }
}
