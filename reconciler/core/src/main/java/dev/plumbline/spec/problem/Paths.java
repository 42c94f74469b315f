package dev.plumbline.spec.problem;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Paths of keys in a document, as the places of problems.
public final class Paths {
    private Paths() {}

    public static List<String> below(List<String> path, String... more) {
        List<String> longer = new ArrayList<>(path);
        longer.addAll(Arrays.asList(more));
        return longer;
    }
}
