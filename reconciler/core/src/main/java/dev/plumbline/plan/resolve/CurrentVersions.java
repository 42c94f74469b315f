package dev.plumbline.plan.resolve;

import dev.plumbline.resource.Digest;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.VersionedId;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

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

    private final Map<ResourceId, State> states = new TreeMap<>();

    public void version(VersionedId asset, Digest digest) {
        states.put(asset.id(), new State.Version(asset, digest));
    }

    public void succeeded(ResourceId job, Map<ResourceId, String> registered) {
        states.put(job, new State.Succeeded(Map.copyOf(registered)));
    }

    public void pending(ResourceId id, String what) {
        states.put(id, new State.Pending(what));
    }

    Optional<State> get(ResourceId id) {
        return Optional.ofNullable(states.get(id));
    }

    /// A job that has not succeeded yet: it may still register what nobody declares.
    Optional<ResourceId> pendingJob() {
        return states.entrySet().stream()
                .filter(entry ->
                        entry.getKey().kind() == Kind.JOB
                                && entry.getValue() instanceof State.Pending)
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
