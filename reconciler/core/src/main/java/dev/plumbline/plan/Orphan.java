package dev.plumbline.plan;

import dev.plumbline.resource.ResourceId;

/// What a workspace made or took over and declares no more, although no commit removed it: it is
/// reported and left alone.
///
/// @param path where its document stood when it was applied; empty when its tag does not tell
/// @param reason why nothing deletes it
/// @param advice what to do to keep it, or to be rid of it
public record Orphan(ResourceId id, String path, String reason, String advice) {}
