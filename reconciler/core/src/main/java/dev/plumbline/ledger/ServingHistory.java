package dev.plumbline.ledger;

import dev.plumbline.plan.AppliedResource;
import dev.plumbline.plan.Undo;
import dev.plumbline.resource.ResourceId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// How the releases of a ledger served one endpoint, for those who ask.
public final class ServingHistory {
    private static final String READING = "read how an endpoint was served";

    private final Ledger ledger;
    private final EndpointHistory history;

    ServingHistory(Ledger ledger, EndpointHistory history) {
        this.ledger = ledger;
        this.history = history;
    }

    /// The newest good release that serves it otherwise than some resources do; one that was undone
    /// is none.
    public Optional<EndpointRelease> otherThan(Map<ResourceId, AppliedResource> than) {
        return ledger.atTip(READING, tip -> history.otherThan(tip, than)).flatMap(found -> found);
    }

    /// The newest release that serves it as an undo restores it.
    public Optional<EndpointRelease> as(Undo undo) {
        return ledger.atTip(READING, tip -> history.as(tip, Set.copyOf(undo.restores())))
                .flatMap(found -> found);
    }

    /// The release since which it is served as it is now, by the ledger.
    public Optional<EndpointRelease> now() {
        return ledger.atTip(READING, history::current).flatMap(found -> found);
    }

    /// When a deployment stopped to take traffic; empty when it takes some by the newest release,
    /// or never did.
    public Optional<Instant> left(ResourceId deployment) {
        return ledger.atTip(READING, tip -> history.leftTraffic(tip, deployment))
                .flatMap(found -> found);
    }
}
