package dev.plumbline.local.serving.server;

import dev.plumbline.local.serving.Routes;
import dev.plumbline.local.serving.ServingStatus;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// The place of one deployment: what is wanted of it, what answers now, what is being loaded.
/// Guarded by its owner's lock.
final class Slot {
    /// Where a deployment belongs.
    record Id(String endpoint, String deployment) {}

    final Id id;
    final Counters counters = new Counters();

    /// Empty when the routes no longer have it, and it serves only until other traffic is in force.
    Optional<Routes.Deployment> wanted = Optional.empty();

    /// What answered before this process began; loaded too, in case what is wanted now cannot be.
    Optional<Routes.Deployment> fallback = Optional.empty();

    Optional<Instance> live = Optional.empty();
    Optional<String> failure = Optional.empty();
    final Set<Routes.Deployment> loading = new HashSet<>();

    Slot(Id id) {
        this.id = id;
    }

    boolean isReady() {
        return wanted.isPresent() && live.map(Instance::spec).equals(wanted);
    }

    /// What must be loaded now: nothing when it is there or under way.
    Optional<Routes.Deployment> missing() {
        return isReady() ? Optional.empty() : wanted.filter(spec -> !loading.contains(spec));
    }

    /// Whether a load that has just ended is of use.
    boolean takes(Routes.Deployment loaded) {
        return wanted.filter(loaded::equals).isPresent()
                || (live.isEmpty() && fallback.filter(loaded::equals).isPresent());
    }

    ServingStatus.Deployment status() {
        Optional<Routes.Deployment> serving = live.map(Instance::spec);
        return new ServingStatus.Deployment(
                state(),
                failure,
                wanted.or(() -> serving).map(Routes.Deployment::generation).orElse(""),
                serving.map(Routes.Deployment::generation),
                counters.requests.sum(),
                counters.errors.sum(),
                counters.inFlight.get());
    }

    private ServingStatus.State state() {
        if (wanted.isEmpty()) {
            return ServingStatus.State.LEAVING;
        }
        if (isReady()) {
            return ServingStatus.State.READY;
        }
        return failure.isPresent() ? ServingStatus.State.FAILED : ServingStatus.State.LOADING;
    }
}
