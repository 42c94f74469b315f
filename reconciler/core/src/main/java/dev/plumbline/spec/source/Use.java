package dev.plumbline.spec.source;

import dev.plumbline.spec.workspace.SpecOverride;
import java.util.List;
import java.util.Set;

/// What of a workspace's entry in `plumbline.yml` a file is touched by.
///
/// @param places in the entry, each as the keys and indexes that lead there: `tokens`, `NAME`
/// @param failures what could not be put into the file
public record Use(Set<List<String>> places, List<Failure> failures) {
    public static final Use NONE = new Use(Set.of(), List.of());

    public Use {
        places = Set.copyOf(places);
        failures = List.copyOf(failures);
    }

    /// A value of `set` that has no place in the file.
    ///
    /// @param set the index of the override
    public record Failure(int set, SpecOverride.Fault fault) {}
}
