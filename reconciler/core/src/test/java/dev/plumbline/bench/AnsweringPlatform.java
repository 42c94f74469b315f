package dev.plumbline.bench;

import dev.plumbline.platform.ApplyContext;
import dev.plumbline.platform.Capabilities;
import dev.plumbline.platform.Change;
import dev.plumbline.platform.Observation;
import dev.plumbline.platform.Outcome;
import dev.plumbline.platform.Platform;
import dev.plumbline.platform.Scope;
import dev.plumbline.platform.TestingPlatform;
import java.util.Optional;

/// The platform in memory, where runs have succeeded as soon as they are started. What it holds is
/// given as one observation until something changes.
final class AnsweringPlatform implements Platform {
    private final TestingPlatform platform = new TestingPlatform();
    private Optional<Observation> observed = Optional.empty();

    @Override
    public Capabilities capabilities() {
        return platform.capabilities();
    }

    @Override
    public synchronized Observation observe(Scope scope) {
        Observation now = observed.orElseGet(() -> platform.observe(scope));
        observed = Optional.of(now);
        return now;
    }

    @Override
    public synchronized Outcome start(Change change, ApplyContext context) {
        observed = Optional.empty();
        Outcome outcome = platform.start(change, context);
        if (change instanceof Change.Run(var desired, _)) {
            platform.finish(desired.id(), desired.produces());
        }
        return outcome;
    }

    @Override
    public void close() {
        platform.close();
    }
}
