package dev.plumbline.local;

import dev.plumbline.local.assets.AssetRegistry;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.Resource;
import dev.plumbline.resource.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Function;

/// Puts registered components in the place of the references to them, so that a run carries all
/// that it does.
///
/// @param registries of each workspace
record Components(Function<String, AssetRegistry> registries) {
    /// @throws IOException when a component is not registered
    Resource embed(String workspace, Resource job) throws IOException {
        AssetRegistry registry = registries.apply(workspace);
        try {
            return job.withSpec(job.spec().mapLeaves(leaf -> embed(registry, leaf)));
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static Value embed(AssetRegistry registry, Value leaf) {
        if (!(leaf instanceof Value.Resolved(var component, _))
                || component.id().kind() != Kind.COMPONENT) {
            return leaf;
        }
        return registry.find(component)
                .map(version -> version.spec().mapLeaves(inner -> embed(registry, inner)))
                .orElseThrow(() ->
                        new UncheckedIOException(
                                new IOException(
                                        component
                                                + " is not registered; declare it, or embed it by path")));
    }
}
