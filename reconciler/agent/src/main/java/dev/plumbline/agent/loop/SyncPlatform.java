package dev.plumbline.agent.loop;

import dev.plumbline.platform.ApplyContext;
import dev.plumbline.platform.Capabilities;
import dev.plumbline.platform.Change;
import dev.plumbline.platform.Observation;
import dev.plumbline.platform.Outcome;
import dev.plumbline.platform.Platform;
import dev.plumbline.platform.Scope;
import dev.plumbline.platform.ship.Shipment;
import dev.plumbline.resource.VersionedId;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.MDC;

/// A platform as the syncs of one workspace use it: what it logs names the sync, on whichever
/// thread it does so.
///
/// @param logged what is to be named
record SyncPlatform(Platform platform, Supplier<Map<String, String>> logged, LoopListener listener)
        implements Platform {
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
        Map<String, String> names = logged.get();
        names.forEach(MDC::put);
        try {
            return listener.change(
                    context.workspace(), change, () -> platform.start(change, context));
        } finally {
            names.keySet().forEach(MDC::remove);
        }
    }

    @Override
    public Shipment ship(Scope scope, VersionedId asset) {
        return platform.ship(scope, asset);
    }

    @Override
    public int concurrency() {
        return platform.concurrency();
    }

    /// The platform is other workspaces' too.
    @Override
    public void close() {}
}
