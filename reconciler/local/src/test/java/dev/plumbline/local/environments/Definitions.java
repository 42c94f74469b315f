package dev.plumbline.local.environments;

import java.util.Optional;

/// Short ways to write definitions in tests.
final class Definitions {
    private Definitions() {}

    static EnvironmentDefinition requirements(String text) {
        return new EnvironmentDefinition(Optional.empty(), Optional.of(text), Optional.empty());
    }

    static EnvironmentDefinition conda(String text) {
        return new EnvironmentDefinition(Optional.of(text), Optional.empty(), Optional.empty());
    }
}
