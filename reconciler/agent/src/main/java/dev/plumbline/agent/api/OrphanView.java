package dev.plumbline.agent.api;

import dev.plumbline.plan.Orphan;

/// What a workspace made or took over and declares no more, although no commit removed it.
///
/// @param workspace whose tag it carries, by its full name
/// @param path where its document stood; empty when nothing tells
/// @param reason why nothing deletes it
/// @param advice what to do
public record OrphanView(String workspace, String id, String path, String reason, String advice) {
    public static OrphanView of(String workspace, Orphan orphan) {
        return new OrphanView(
                workspace, orphan.id().toString(), orphan.path(), orphan.reason(), orphan.advice());
    }
}
