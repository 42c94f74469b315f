package dev.plumbline.apply;

import dev.plumbline.platform.ApplyContext;
import dev.plumbline.platform.Capabilities;
import dev.plumbline.platform.Change;
import dev.plumbline.platform.Observation;
import dev.plumbline.platform.Outcome;
import dev.plumbline.platform.Platform;
import dev.plumbline.platform.Scope;
import java.util.Map;
import java.util.function.Function;

/// A platform of which a test says what starting a change does.
final class StartingPlatform implements Platform {
    private final Function<Change, Outcome> start;

    StartingPlatform(Function<Change, Outcome> start) {
        this.start = start;
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(Map.of());
    }

    @Override
    public Observation observe(Scope scope) {
        return Observation.NOTHING;
    }

    @Override
    public Outcome start(Change change, ApplyContext context) {
        return start.apply(change);
    }

    @Override
    public void close() {}
}
