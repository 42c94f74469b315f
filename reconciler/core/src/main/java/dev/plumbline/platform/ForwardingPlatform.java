package dev.plumbline.platform;

import dev.plumbline.platform.ship.Shipment;
import dev.plumbline.resource.VersionedId;

/// A platform that another one answers for, to be overridden where it does something of its own.
public abstract class ForwardingPlatform implements Platform {
    private final Platform platform;

    protected ForwardingPlatform(Platform platform) {
        this.platform = platform;
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
        return platform.start(change, context);
    }

    @Override
    public Shipment ship(Scope scope, VersionedId asset) {
        return platform.ship(scope, asset);
    }

    @Override
    public int concurrency() {
        return platform.concurrency();
    }

    @Override
    public void close() {
        platform.close();
    }
}
