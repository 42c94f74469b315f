package dev.plumbline.agent.control;

import dev.plumbline.agent.api.ControlException;
import dev.plumbline.resource.ResourceId;

/// Ids as callers write them.
final class Ids {
    private Ids() {}

    /// @throws ControlException when it is no id
    static ResourceId parse(String text) {
        try {
            return ResourceId.parse(text);
        } catch (IllegalArgumentException e) {
            throw ControlException.invalid(String.valueOf(e.getMessage()));
        }
    }
}
