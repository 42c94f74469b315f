package dev.plumbline.platform;

import dev.plumbline.resource.Digest;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a platform holds under one id.
public sealed interface Observed {
    ResourceId id();

    /// The versions of an asset, oldest first.
    record Asset(ResourceId id, List<Version> versions, boolean archived) implements Observed {
        public Asset {
            versions = List.copyOf(versions);
        }

        public Optional<Version> version(String version) {
            return versions.stream().filter(each -> each.version().equals(version)).findFirst();
        }

        /// The newest version with this meaning.
        public Optional<Version> withDigest(Digest digest) {
            return versions.reversed().stream()
                    .filter(each -> each.digest().filter(digest::equals).isPresent())
                    .findFirst();
        }
    }

    /// One version of an asset.
    ///
    /// @param digest what it means; empty when someone else registered it
    /// @param live the fields that can still change, such as description and tags
    /// @param run the run that registered it, if one did
    record Version(
            String version,
            Optional<Digest> digest,
            Value.Fields live,
            Health health,
            String message,
            Optional<Owner> owner,
            Optional<String> run) {}

    /// The runs of a job, oldest first, and the fields of the job that can still change.
    record Job(
            ResourceId id,
            List<Run> runs,
            Value.Fields live,
            Optional<Owner> owner,
            boolean archived)
            implements Observed {
        public Job {
            runs = List.copyOf(runs);
        }

        /// The newest run with this digest.
        public Optional<Run> latest(Digest digest) {
            return runs.reversed().stream().filter(run -> run.digest().equals(digest)).findFirst();
        }
    }

    /// One run of a job.
    ///
    /// @param registered the asset versions that the run's outputs became; filled when it has
    ///   succeeded
    /// @param message why it failed or what it does, for people
    record Run(
            String id,
            Digest digest,
            RunStatus status,
            Map<ResourceId, String> registered,
            String message) {
        public Run {
            registered = Map.copyOf(registered);
        }
    }

    /// How far a run is.
    enum RunStatus {
        QUEUED,
        RUNNING,
        SUCCEEDED,
        FAILED,
        CANCELED;

        public boolean isTerminal() {
            return this == SUCCEEDED || this == FAILED || this == CANCELED;
        }
    }

    /// A service as it is now.
    ///
    /// @param live its fields in the words of the spec, references as [Value.Resolved]
    /// @param changedBy who changed it last, when the platform knows; Plumbline's own changes say
    ///   `plumbline`
    record Service(
            ResourceId id,
            Value.Fields live,
            Health health,
            String message,
            Optional<Owner> owner,
            Optional<String> changedBy)
            implements Observed {}
}
