package dev.plumbline.webhooks.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A clock that stands still until it is set forward.
public final class TestingClock implements InstantSource {
    private volatile Instant now = Instant.parse("2026-03-02T10:00:00Z");

    @Override
    public Instant instant() {
        return now;
    }

    public void advance(Duration duration) {
        now = now.plus(duration);
    }
}
