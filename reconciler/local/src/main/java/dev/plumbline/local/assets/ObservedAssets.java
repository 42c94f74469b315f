package dev.plumbline.local.assets;

import dev.plumbline.platform.Observed;
import dev.plumbline.resource.ResourceId;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// What the registry of a workspace holds, as it is observed: read whole once, and afterwards only
/// where it was written to, so that an observation costs what changed. Nobody else writes, since a
/// data directory has one user at a time.
final class ObservedAssets {
    private final Source source;
    private final SequencedMap<ResourceId, Observed.Asset> assets = new LinkedHashMap<>();
    private final Set<ResourceId> stale = new HashSet<>();
    private boolean isRead;

    /// Where assets are read.
    interface Source {
        /// All of them, in the order in which they came.
        Collection<Observed.Asset> all();

        Optional<Observed.Asset> one(ResourceId id);
    }

    ObservedAssets(Source source) {
        this.source = source;
    }

    /// An asset was written to. To be called once the write stands: what was read before it is read
    /// again then.
    synchronized void written(ResourceId id) {
        if (isRead) {
            stale.add(id);
        }
    }

    synchronized List<Observed.Asset> current() {
        if (isRead) {
            Set<ResourceId> again = Set.copyOf(stale);
            for (ResourceId id : again) {
                source.one(id)
                        .ifPresentOrElse(asset -> assets.put(id, asset), () -> assets.remove(id));
                stale.remove(id);
            }
        } else {
            source.all().forEach(asset -> assets.put(asset.id(), asset));
            isRead = true;
        }
        return List.copyOf(assets.values());
    }
}
