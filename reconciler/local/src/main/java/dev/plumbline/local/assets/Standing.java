package dev.plumbline.local.assets;

import dev.plumbline.platform.Health;

/// How something fares, with a line for people.
public record Standing(Health health, String message) {
    public static final Standing HEALTHY = new Standing(Health.HEALTHY, "");
}
