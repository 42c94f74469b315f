package dev.plumbline.webhooks;

import dev.plumbline.webhooks.receive.HookFormat;
import java.util.Map;

/// The forges that are known, by the words of the agent's configuration.
public final class Forges {
    private Forges() {}

    /// How each sends webhooks.
    public static Map<String, HookFormat> hooks() {
        return Map.of();
    }
}
