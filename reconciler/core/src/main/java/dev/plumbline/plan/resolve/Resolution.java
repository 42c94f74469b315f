package dev.plumbline.plan.resolve;

import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value;

/// What a reference means now.
public sealed interface Resolution {
    record Known(Value.Resolved value) implements Resolution {}

    /// Not known before the producer has done its part.
    record Pending(ResourceId producer, String what) implements Resolution {}

    /// Nothing provides it and nothing will; the reason is for people.
    record Missing(String reason) implements Resolution {}
}
