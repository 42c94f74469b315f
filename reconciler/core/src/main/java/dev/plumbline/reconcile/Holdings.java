package dev.plumbline.reconcile;

import dev.plumbline.ledger.JobSuccess;
import dev.plumbline.ledger.Release;
import dev.plumbline.plan.AppliedResource;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.VersionedId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The versions of assets that a release holds, and what they mean: those that were declared,
/// registered by its jobs, shipped to it, or referred to.
final class Holdings {
    private final Release release;
    private final Map<VersionedId, Optional<Digest>> versions = new HashMap<>();
    private final Map<String, Map<String, VersionedId>> resolutions = new HashMap<>();

    Holdings(Release release) {
        this.release = release;
        release.resources().values().forEach(this::take);
        release.successes().stream()
                .filter(this::isCurrent)
                .forEach(success ->
                        success.registered()
                                .forEach((id, version) ->
                                        put(
                                                new VersionedId(id, version),
                                                Optional.ofNullable(success.digests().get(id)))));
    }

    private void take(AppliedResource held) {
        Value.leaves(held.spec())
                .forEach(leaf -> {
                    if (leaf instanceof Value.Resolved(var asset, var digest)) {
                        put(asset, digest);
                    }
                });
        held.resolutions().values().forEach(asset -> put(asset, Optional.empty()));
        if (!held.resolutions().isEmpty()) {
            resolutions
                    .computeIfAbsent(held.path(), _ -> new HashMap<>())
                    .putAll(held.resolutions());
        }
        if (held.shipped().isPresent() && held.path().isEmpty()) {
            standIn(held);
        } else {
            held.version()
                    .ifPresent(version ->
                            put(new VersionedId(held.id(), version), Optional.of(held.digest())));
        }
    }

    /// What no document declares was shipped to the release, which holds every version of it.
    private void standIn(AppliedResource held) {
        held.spec()
                .fields("versions")
                .fields()
                .forEach((version, digest) ->
                        put(
                                new VersionedId(held.id(), version),
                                Optional.of(new Digest(digest.display()))));
    }

    private void put(VersionedId asset, Optional<Digest> digest) {
        versions.merge(asset, digest, (known, more) -> known.or(() -> more));
    }

    /// Whether it is a success of a job as the release has it.
    private boolean isCurrent(JobSuccess success) {
        AppliedResource job = release.resources().get(success.job());
        return job != null && job.digest().equals(success.digest());
    }

    boolean holds(VersionedId asset) {
        return versions.containsKey(asset);
    }

    Optional<Digest> digest(VersionedId asset) {
        return versions.getOrDefault(asset, Optional.empty());
    }

    /// The version of an asset that the release has as its own: declared there, or shipped to it.
    Optional<VersionedId> declared(ResourceId asset) {
        return Optional.ofNullable(release.resources().get(asset))
                .flatMap(AppliedResource::version)
                .map(version -> new VersionedId(asset, version));
    }

    /// What a job registered of an asset.
    Optional<VersionedId> registered(ResourceId job, ResourceId asset) {
        return release.successes().stream()
                .filter(success -> success.job().equals(job) && isCurrent(success))
                .flatMap(success -> Optional.ofNullable(success.registered().get(asset)).stream())
                .map(version -> new VersionedId(asset, version))
                .findFirst();
    }

    /// What references became, by the path of the document that holds them and by their text.
    Map<String, Map<String, VersionedId>> resolutions() {
        return resolutions;
    }
}
