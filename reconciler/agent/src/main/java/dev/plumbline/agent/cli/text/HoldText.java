package dev.plumbline.agent.cli.text;

import dev.plumbline.agent.api.HoldView;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What holds a change, with how long it has been held.
final class HoldText {
    private HoldText() {}

    /// `held for 2 h`, or `held` when nobody knows for how long.
    static String heading(Optional<HoldView> hold, Instant now) {
        return "held"
                + hold.flatMap(HoldView::since)
                        .map(since -> " for " + Words.roughly(Duration.between(since, now)))
                        .orElse("");
    }

    /// The heading and why.
    static String of(HoldView hold, Instant now) {
        return heading(Optional.of(hold), now) + ": " + hold.reason();
    }
}
