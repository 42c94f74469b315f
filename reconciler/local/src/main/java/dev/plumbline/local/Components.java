package dev.plumbline.local;

import dev.plumbline.local.assets.AssetRegistry;
import dev.plumbline.local.assets.AssetVersion;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.Resource;
import dev.plumbline.resource.Value;
import java.io.IOException;
import java.io.UncheckedIOException;

/// Puts registered components in the place of the references to them, so that a run carries all
/// that it does.
record Components(AssetRegistry registry) {
    /// @throws IOException when a component is not registered
    Resource embed(Resource job) throws IOException {
        try {
            return job.withSpec(job.spec().mapLeaves(this::embed));
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private Value embed(Value leaf) {
        if (!(leaf instanceof Value.Resolved(var component, _))
                || component.id().kind() != Kind.COMPONENT) {
            return leaf;
        }
        return registry.find(component)
                .map(AssetVersion::spec)
                .orElseThrow(() ->
                        new UncheckedIOException(
                                new IOException(
                                        component
                                                + " is not registered; declare it, or embed it by path")));
    }
}
