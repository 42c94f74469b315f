package dev.plumbline.local.tracking.registry;

import dev.plumbline.local.tracking.protocol.TrackingException;
import java.util.List;

/// The stages of MLflow 2, which aliases replace.
final class Stage {
    static final String ARCHIVED = "Archived";
    static final List<String> ACTIVE = List.of("Staging", "Production");
    private static final List<String> ALL = List.of("None", "Staging", "Production", ARCHIVED);

    private Stage() {}

    /// A stage as MLflow spells it, from any case.
    static String canonical(String stage) {
        return ALL.stream()
                .filter(stage::equalsIgnoreCase)
                .findFirst()
                .orElseThrow(() ->
                        TrackingException.invalid(
                                "Invalid Model Version stage: %s. Value must be one of %s."
                                        .formatted(stage, String.join(", ", ALL))));
    }
}
