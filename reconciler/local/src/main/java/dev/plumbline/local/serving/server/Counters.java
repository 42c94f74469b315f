package dev.plumbline.local.serving.server;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/// What a deployment has answered, across its generations.
final class Counters {
    final LongAdder requests = new LongAdder();
    final LongAdder errors = new LongAdder();
    final AtomicInteger inFlight = new AtomicInteger();

    void answered(int status) {
        requests.increment();
        if (status >= 400) {
            errors.increment();
        }
    }
}
