package dev.plumbline.agent.api;

import java.util.List;
import java.util.Optional;

/// What is to be written as specs.
///
/// @param resources ids (`model/fraud`, `model/fraud:3`); everything that nothing declares when
///   absent or empty
/// @param folder where the files will be, from the root of the repository; the root when absent
/// @param all what is declared too
public record ImportRequest(
        Optional<List<String>> resources, Optional<String> folder, boolean all) {
    public ImportRequest(List<String> resources, String folder, boolean all) {
        this(Optional.of(List.copyOf(resources)), Optional.of(folder), all);
    }

    /// The ids of the resources; none for all.
    public List<String> ids() {
        return resources.orElse(List.of());
    }
}
