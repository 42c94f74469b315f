package dev.plumbline.reconcile;

import dev.plumbline.ledger.Ledger;
import dev.plumbline.ledger.Release;
import dev.plumbline.plan.AppliedResource;
import dev.plumbline.plan.Desired;
import dev.plumbline.plan.LastApplied;
import dev.plumbline.plan.Plan;
import dev.plumbline.plan.Replanner;
import dev.plumbline.platform.Observation;
import dev.plumbline.platform.Platform;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.ResourceId;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Plans one workspace, with what the workspace that it releases from supplies. Safe for use by
/// many threads.
final class Planning {
    private final String name;
    private final Platform platform;
    private final Ledger ledger;
    private final Function<String, Optional<Upstream>> upstreams;
    private final Supplies supplies;
    private final SpecsDigest specs = new SpecsDigest();
    private final Replanner replanner = new Replanner();

    /// @param upstreams the other workspaces of the repository, by their short names
    Planning(
            String name,
            Platform platform,
            Ledger ledger,
            Function<String, Optional<Upstream>> upstreams) {
        this.name = name;
        this.platform = platform;
        this.ledger = ledger;
        this.upstreams = upstreams;
        this.supplies = new Supplies(upstreams);
    }

    /// The head with what supplies it; asked for once in a pass, so that all of it sees the same.
    Head supplied(Head head) {
        return supplies.supplied(head);
    }

    /// What the specs of a head mean together, without what supplies them.
    Digest specs(Head head) {
        return specs.of(head.specs().graph());
    }

    /// The platform, with what the one of the supplying workspace gives it.
    Platform platform(Head head) {
        return head.specs()
                .config()
                .releaseFrom()
                .flatMap(upstreams)
                .<Platform>map(from -> new Shipping(platform, from))
                .orElse(platform);
    }

    Plan plan(Head head, Trigger trigger, LastApplied last, Observation observed) {
        Desired desired = head.desired(name, pinned(head, trigger, last), trigger.rerun());
        return replanner.plan(desired, last, observed, platform.capabilities());
    }

    /// A commit whose specs equal those of an earlier release resolves as that release did.
    private Map<ResourceId, AppliedResource> pinned(Head head, Trigger trigger, LastApplied last) {
        if (trigger.refresh()) {
            return Map.of();
        }
        return ledger.findBySpecs(specs(head)).map(Release::resources).orElse(last.resources());
    }
}
