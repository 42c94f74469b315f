package dev.plumbline.bench;

import dev.plumbline.platform.ApplyContext;
import dev.plumbline.platform.Change;
import dev.plumbline.platform.ForwardingPlatform;
import dev.plumbline.platform.Outcome;
import java.time.Duration;

/// The platform in memory, behind a network: each change takes a while, so many of them at once.
final class SlowPlatform extends ForwardingPlatform {
    private final int concurrency;
    private volatile Duration answersIn = Duration.ZERO;

    SlowPlatform(int concurrency) {
        super(new AnsweringPlatform());
        this.concurrency = concurrency;
    }

    /// From now on each change takes so long.
    void answerIn(Duration duration) {
        answersIn = duration;
    }

    /// Takes as long as a change does.
    void call() {
        try {
            Thread.sleep(answersIn);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Outcome start(Change change, ApplyContext context) {
        call();
        return super.start(change, context);
    }

    @Override
    public int concurrency() {
        return concurrency;
    }
}
