package dev.plumbline.agent.http;

import java.io.IOException;
import java.time.Duration;

/// A body did not come in time.
final class BodyTooSlow extends IOException {
    BodyTooSlow(Duration longest) {
        super("the body did not come within %d s".formatted(longest.toSeconds()));
    }
}
