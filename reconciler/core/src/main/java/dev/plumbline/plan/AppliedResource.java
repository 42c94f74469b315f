package dev.plumbline.plan;

import dev.plumbline.plan.ship.ShippedFrom;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.VersionedId;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A resource as a release holds it.
///
/// @param path where its spec stood, for people
/// @param commit the commit whose sync applied it
/// @param spec the effective spec, references resolved
/// @param declared the digest of the spec before its references were resolved: the same spec
///   resolves the same way again
/// @param digest what it means
/// @param version an asset's current version
/// @param resolutions what each reference of the spec (`azureml:fraud@latest`) became
/// @param named whether its document gave it its id by itself, without what `plumbline.yml` sets
/// @param shipped the release of another workspace that an asset was first shipped from
public record AppliedResource(
        ResourceId id,
        String path,
        String commit,
        Value.Fields spec,
        Digest declared,
        Digest digest,
        Optional<String> version,
        Map<String, VersionedId> resolutions,
        boolean named,
        Optional<ShippedFrom> shipped) {
    public AppliedResource {
        resolutions = Map.copyOf(resolutions);
    }

    /// A resource that was made here.
    public AppliedResource(
            ResourceId id,
            String path,
            String commit,
            Value.Fields spec,
            Digest declared,
            Digest digest,
            Optional<String> version,
            Map<String, VersionedId> resolutions,
            boolean named) {
        this(
                id,
                path,
                commit,
                spec,
                declared,
                digest,
                version,
                resolutions,
                named,
                Optional.empty());
    }

    /// A resource that has its id from its document.
    public AppliedResource(
            ResourceId id,
            String path,
            String commit,
            Value.Fields spec,
            Digest declared,
            Digest digest,
            Optional<String> version,
            Map<String, VersionedId> resolutions) {
        this(id, path, commit, spec, declared, digest, version, resolutions, true);
    }

    /// The same with other fields; itself when they are its own.
    @SuppressWarnings("ReferenceEquality")
    public AppliedResource withSpec(Value.Fields changed) {
        return changed == spec
                ? this
                : new AppliedResource(
                        id,
                        path,
                        commit,
                        changed,
                        declared,
                        digest,
                        version,
                        resolutions,
                        named,
                        shipped);
    }

    /// The same under another id.
    public AppliedResource renamed(ResourceId now) {
        return new AppliedResource(
                now, path, commit, spec, declared, digest, version, resolutions, named, shipped);
    }

    /// The same, shipped from a release of another workspace.
    AppliedResource shippedFrom(ShippedFrom release) {
        return new AppliedResource(
                id,
                path,
                commit,
                spec,
                declared,
                digest,
                version,
                resolutions,
                named,
                Optional.of(release));
    }

    /// What those references became that name no version themselves (`azureml:fraud@latest`), in
    /// the order of their texts: who reads the spec alone does not know.
    public SortedMap<String, VersionedId> chosen() {
        SortedMap<String, VersionedId> chosen = new TreeMap<>(resolutions);
        chosen.entrySet()
                .removeIf(each -> {
                    String version = each.getValue().version();
                    return each.getKey().endsWith(":" + version)
                            || each.getKey().endsWith("/versions/" + version);
                });
        return chosen;
    }

    /// Whether another says the same, whichever commit, path and release it came from.
    public boolean isSameAs(AppliedResource other) {
        return id.equals(other.id)
                && spec.equals(other.spec)
                && declared.equals(other.declared)
                && digest.equals(other.digest)
                && version.equals(other.version)
                && resolutions.equals(other.resolutions)
                && named == other.named
                && shipped.isPresent() == other.shipped.isPresent();
    }
}
