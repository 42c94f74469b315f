package dev.plumbline.platform;

import dev.plumbline.resource.Digest;
import dev.plumbline.resource.FieldDiff;
import dev.plumbline.resource.Resource;
import dev.plumbline.resource.ResourceId;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// A difference between what Git declares and what the platform holds. The references of a desired
/// spec are resolved; a change that a platform is asked to start holds nothing unknown.
public sealed interface Change {
    ResourceId id();

    /// A resource, or a version of an asset, that is not there yet.
    ///
    /// @param version the version to register for an asset; empty for services
    record Create(Resource desired, Digest digest, Optional<String> version) implements Change {
        @Override
        public ResourceId id() {
            return desired.id();
        }
    }

    /// Fields that change in place; for an asset or a job its cosmetic ones. Without fields a
    /// service is as declared and only gets its owner tag (see [Owner#after]).
    ///
    /// @param version the version of an asset whose fields change; empty for jobs and services
    record Update(Resource desired, Digest digest, Optional<String> version, List<FieldDiff> fields)
            implements Change {
        public Update {
            fields = List.copyOf(fields);
        }

        @Override
        public ResourceId id() {
            return desired.id();
        }
    }

    /// A service that can only be made anew.
    record Replace(Resource desired, Digest digest, List<FieldDiff> fields) implements Change {
        public Replace {
            fields = List.copyOf(fields);
        }

        @Override
        public ResourceId id() {
            return desired.id();
        }
    }

    /// A service that has to be removed before it can be made anew under its name. The platform
    /// removes it; making it is another change, a [Create]. Nothing is sent to it any more.
    record Recreate(Resource desired, Digest digest, List<FieldDiff> fields) implements Change {
        public Recreate {
            fields = List.copyOf(fields);
        }

        @Override
        public ResourceId id() {
            return desired.id();
        }
    }

    /// A run of a job, because none with this digest has succeeded.
    record Run(Resource desired, Digest digest) implements Change {
        @Override
        public ResourceId id() {
            return desired.id();
        }
    }

    /// Versions of an asset that another workspace's release holds, to be registered here as they
    /// are there. Their shipments come with the context. An archived asset comes back.
    ///
    /// @param path where what it comes from is declared, for the owner tag
    record Ship(ResourceId id, String path, NavigableMap<String, Digest> versions)
            implements Change {
        public Ship {
            versions = Collections.unmodifiableNavigableMap(new TreeMap<>(versions));
        }
    }

    /// A service to remove, an asset or a job to archive.
    record Delete(ResourceId id) implements Change {}

    /// The word of the contract: `create`.
    default String action() {
        return switch (this) {
            case Create _, Ship _ -> "create";
            case Update _ -> "update";
            case Replace _, Recreate _ -> "replace";
            case Run _ -> "run";
            case Delete _ -> "delete";
        };
    }
}
