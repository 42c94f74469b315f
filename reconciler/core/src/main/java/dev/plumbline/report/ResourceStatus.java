package dev.plumbline.report;

import dev.plumbline.platform.Health;
import dev.plumbline.resource.ResourceId;
import java.util.Optional;

/// How one declared resource fares.
///
/// @param version an asset's current version, or a job's last run; empty for services
/// @param message why, or what it waits for; empty when there is nothing to say
/// @param commit the commit whose sync applied it last
public record ResourceStatus(
        ResourceId id,
        Optional<String> version,
        SyncStatus sync,
        Health health,
        String message,
        Optional<String> commit) {}
