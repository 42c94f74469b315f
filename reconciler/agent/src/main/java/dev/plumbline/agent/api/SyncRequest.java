package dev.plumbline.agent.api;

import java.util.Optional;

/// What to sync.
///
/// @param revision a commit, branch or tag; the head of the tracked branch when absent
/// @param resource only this resource and what it needs
/// @param refresh lets labels such as `@latest` be resolved anew
/// @param dryRun tells what would be done and does nothing
public record SyncRequest(
        Optional<String> revision, Optional<String> resource, boolean refresh, boolean dryRun) {}
