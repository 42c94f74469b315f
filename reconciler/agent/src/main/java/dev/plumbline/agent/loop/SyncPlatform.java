package dev.plumbline.agent.loop;

import dev.plumbline.platform.ApplyContext;
import dev.plumbline.platform.Change;
import dev.plumbline.platform.ForwardingPlatform;
import dev.plumbline.platform.Outcome;
import dev.plumbline.platform.Platform;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.MDC;

/// A platform as the syncs of one workspace use it: what it logs names the sync, on whichever
/// thread it does so.
final class SyncPlatform extends ForwardingPlatform {
    private final Supplier<Map<String, String>> logged;
    private final LoopListener listener;

    /// @param logged what is to be named
    SyncPlatform(Platform platform, Supplier<Map<String, String>> logged, LoopListener listener) {
        super(platform);
        this.logged = logged;
        this.listener = listener;
    }

    @Override
    public Outcome start(Change change, ApplyContext context) {
        Map<String, String> names = logged.get();
        names.forEach(MDC::put);
        try {
            return listener.change(context.workspace(), change, () -> super.start(change, context));
        } finally {
            names.keySet().forEach(MDC::remove);
        }
    }

    /// The platform is other workspaces' too.
    @Override
    public void close() {}
}
