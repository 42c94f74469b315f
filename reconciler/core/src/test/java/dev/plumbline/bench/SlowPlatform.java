package dev.plumbline.bench;

import dev.plumbline.platform.ApplyContext;
import dev.plumbline.platform.Capabilities;
import dev.plumbline.platform.Change;
import dev.plumbline.platform.Observation;
import dev.plumbline.platform.Outcome;
import dev.plumbline.platform.Platform;
import dev.plumbline.platform.Scope;
import java.time.Duration;

/// The platform in memory, behind a network: each change takes a while, so many of them at once.
final class SlowPlatform implements Platform {
    private final AnsweringPlatform platform = new AnsweringPlatform();
    private final int concurrency;
    private volatile Duration answersIn = Duration.ZERO;

    SlowPlatform(int concurrency) {
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
    public Capabilities capabilities() {
        return platform.capabilities();
    }

    @Override
    public Observation observe(Scope scope) {
        return platform.observe(scope);
    }

    @Override
    public Outcome start(Change change, ApplyContext context) {
        call();
        return platform.start(change, context);
    }

    @Override
    public int concurrency() {
        return concurrency;
    }

    @Override
    public void close() {
        platform.close();
    }
}
