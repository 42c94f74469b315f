package dev.plumbline.plan;

import dev.plumbline.plan.Planner.Drafts;
import dev.plumbline.plan.diff.Diff;
import dev.plumbline.plan.diff.Semantics;
import dev.plumbline.plan.resolve.CurrentVersions;
import dev.plumbline.plan.resolve.ResolvedResource;
import dev.plumbline.platform.Change;
import dev.plumbline.platform.Health;
import dev.plumbline.platform.Observation;
import dev.plumbline.platform.Observed;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.FieldDiff;
import dev.plumbline.resource.Resource;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.resource.VersionedId;
import dev.plumbline.spec.document.FieldClasses;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Plans assets. A declared version is fixed: other content under it stalls. Without one, known
/// content has the version that it got, new content gets the next integer.
final class AssetPlanner {
    /// What is archived and declared again comes back.
    static final FieldDiff UNARCHIVED =
            new FieldDiff(
                    "archived",
                    Optional.of(new Value.Bool(true)),
                    Optional.of(new Value.Bool(false)));

    private final Observation observed;
    private final CurrentVersions current;

    AssetPlanner(Observation observed, CurrentVersions current) {
        this.observed = observed;
        this.current = current;
    }

    PlannedResource plan(Drafts drafts, ResolvedResource resolved) {
        Resource resource = resolved.resource();
        ResourceId id = resource.id();
        if (!resolved.isKnown()) {
            current.pending(id, "its version");
            return drafts.deferred("create", "waits for " + resolved.waitsForText(), List.of());
        }
        Digest digest = resolved.digest();
        Optional<Observed.Asset> asset = observed.asset(id);
        Optional<Observed.Version> found =
                resource.version()
                        .map(version -> asset.flatMap(there -> there.version(version)))
                        .orElseGet(() -> asset.flatMap(there -> there.withDigest(digest)));
        if (found.isEmpty()) {
            String version = resource.version().orElseGet(() -> nextVersion(asset));
            return create(
                    drafts,
                    resource,
                    digest,
                    version,
                    asset.isEmpty() ? "not registered yet" : "its content is new");
        }
        return existing(drafts, resource, digest, asset.orElseThrow(), found.get());
    }

    private PlannedResource create(
            Drafts drafts, Resource resource, Digest digest, String version, String reason) {
        current.version(new VersionedId(resource.id(), version), digest);
        Change change = new Change.Create(resource, digest, Optional.of(version));
        return drafts.of(
                new Verdict.Due(change),
                reason,
                List.of(),
                false,
                Optional.of(drafts.effective(Optional.of(version))));
    }

    private PlannedResource existing(
            Drafts drafts,
            Resource resource,
            Digest digest,
            Observed.Asset asset,
            Observed.Version version) {
        VersionedId versioned = new VersionedId(resource.id(), version.version());
        if (!version.digest().equals(Optional.of(digest)) && !isSameContent(resource, version)) {
            current.pending(resource.id(), "a version that fits its content");
            return drafts.stalled(
                    version.digest().isEmpty()
                            ? versioned
                                    + " exists and was not registered from this repository; declare another version, such as \""
                                    + nextVersion(Optional.of(asset))
                                    + "\""
                            : "the content of "
                                    + versioned
                                    + " changed, but a registered version never changes; declare version \""
                                    + nextVersion(Optional.of(asset))
                                    + "\"");
        }
        current.version(versioned, digest);
        return registered(
                drafts, resource, asset, version, drafts.effective(Optional.of(version.version())));
    }

    /// A version that was shipped here: what of it can still change is as for any other.
    PlannedResource shipped(Drafts drafts, Resource resource, AppliedResource effective) {
        Observed.Asset asset = observed.asset(resource.id()).orElseThrow();
        return registered(
                drafts,
                resource,
                asset,
                asset.version(effective.version().orElseThrow()).orElseThrow(),
                effective);
    }

    private PlannedResource registered(
            Drafts drafts,
            Resource resource,
            Observed.Asset asset,
            Observed.Version version,
            AppliedResource held) {
        Digest digest = held.digest();
        Optional<AppliedResource> effective = Optional.of(held);
        if (version.health() == Health.DEGRADED) {
            Change again = new Change.Create(resource, digest, Optional.of(version.version()));
            return drafts.of(
                    new Verdict.Due(again),
                    "it failed and is tried again: " + version.message(),
                    List.of(),
                    false,
                    effective);
        }
        Differences differences = Differences.ofChangeable(drafts, resource, version.live());
        List<FieldDiff> fields = new ArrayList<>(differences.fields());
        if (asset.archived()) {
            fields.add(UNARCHIVED);
        }
        if (!fields.isEmpty()) {
            Change update =
                    new Change.Update(
                            resource.withSpec(differences.written()),
                            digest,
                            Optional.of(version.version()),
                            fields);
            return drafts.of(
                            new Verdict.Due(update),
                            "fields changed that are not part of its content",
                            fields,
                            false,
                            effective)
                    .ignoring(differences.ignored());
        }
        if (version.health() == Health.PROGRESSING) {
            return drafts.of(
                    new Verdict.Underway(), version.message(), List.of(), false, effective);
        }
        return drafts.of(new Verdict.Current(), "", List.of(), false, effective)
                .ignoring(differences.ignored());
    }

    /// Whether someone else registered just what is declared, as far as the platform tells.
    private static boolean isSameContent(Resource resource, Observed.Version version) {
        Fields content = Semantics.semantic(resource.id().kind(), resource.spec());
        return !content.isEmpty()
                && Diff.between(content, Optional.empty(), version.live()).isEmpty();
    }

    /// The fields of an asset or a job that change in place.
    static Fields changeable(Resource resource) {
        Map<String, Value> kept = new LinkedHashMap<>();
        resource.spec()
                .fields()
                .forEach((key, value) -> {
                    if (FieldClasses.isChangeable(resource.id().kind(), key)) {
                        kept.put(key, value);
                    }
                });
        return new Fields(kept);
    }

    private static String nextVersion(Optional<Observed.Asset> asset) {
        return asset.stream()
                .flatMap(there -> there.versions().stream())
                .map(Observed.Version::version)
                .filter(version -> version.matches("[0-9]{1,18}"))
                .map(BigInteger::new)
                .reduce(BigInteger.ZERO, BigInteger::max)
                .add(BigInteger.ONE)
                .toString();
    }
}
