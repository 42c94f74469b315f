package dev.plumbline.spec.workspace;

import dev.plumbline.resource.ResourceId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A stretch of time that comes again and again, in which changes of some resources are applied or
/// are not.
///
/// @param resources globs of their ids; an endpoint's covers its deployments and its traffic
public record SyncWindow(
        Kind kind, CronSchedule schedule, Duration duration, List<Glob> resources) {
    /// What a window says while it is open. A deny wins; where an allow covers a resource, it is
    /// changed in such windows only.
    public enum Kind {
        ALLOW,
        DENY
    }

    public SyncWindow {
        resources = List.copyOf(resources);
    }

    public boolean covers(ResourceId id) {
        return Coverage.covers(resources, id);
    }

    /// When it closes; empty when it is not open.
    public Optional<Instant> openUntil(Instant now) {
        return schedule.last(now).map(start -> start.plus(duration)).filter(now::isBefore);
    }

    /// When it opens next.
    public Optional<Instant> opensAfter(Instant now) {
        return schedule.next(now);
    }
}
