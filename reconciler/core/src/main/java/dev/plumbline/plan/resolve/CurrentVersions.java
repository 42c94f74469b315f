package dev.plumbline.plan.resolve;

import dev.plumbline.resource.Digest;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.VersionedId;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;

/// What the plan has found so far of the resources that others refer to: it fills as the plan goes
/// along the graph.
public final class CurrentVersions {
    /// A declared asset or a job.
    sealed interface State {
        /// An asset that is there, or is about to be: its version and what that means.
        record Version(VersionedId asset, Digest digest) implements State {}

        /// A job that has succeeded: what its run registered.
        record Succeeded(Map<ResourceId, String> registered) implements State {}

        /// Not known yet.
        record Pending(String what) implements State {}
    }

    private final Map<ResourceId, State> states = new HashMap<>();
    private final NavigableSet<ResourceId> pendingJobs = new TreeSet<>();
    private Predicate<ResourceId> earlier = _ -> true;
    private boolean lookedForJobs;

    /// Forgets a resource, which is planned next or is no more.
    ///
    /// @param isEarlier whether another one stands before it in the plan
    public void begin(ResourceId id, Predicate<ResourceId> isEarlier) {
        states.remove(id);
        pendingJobs.remove(id);
        earlier = isEarlier;
        lookedForJobs = false;
    }

    /// Whether the resource that was begun last refers to something that a job may still register.
    public boolean lookedForJobs() {
        return lookedForJobs;
    }

    /// What others see of a resource: while it is the same, they resolve as before.
    public Optional<?> standing(ResourceId id) {
        return get(id);
    }

    public void version(VersionedId asset, Digest digest) {
        put(asset.id(), new State.Version(asset, digest));
    }

    public void succeeded(ResourceId job, Map<ResourceId, String> registered) {
        put(job, new State.Succeeded(Map.copyOf(registered)));
    }

    public void pending(ResourceId id, String what) {
        put(id, new State.Pending(what));
        if (id.kind() == Kind.JOB) {
            pendingJobs.add(id);
        }
    }

    private void put(ResourceId id, State state) {
        states.put(id, state);
        pendingJobs.remove(id);
    }

    Optional<State> get(ResourceId id) {
        return Optional.ofNullable(states.get(id));
    }

    /// A job that has not succeeded yet: it may still register what nobody declares.
    Optional<ResourceId> pendingJob() {
        lookedForJobs = true;
        return pendingJobs.stream().filter(earlier).findFirst();
    }
}
