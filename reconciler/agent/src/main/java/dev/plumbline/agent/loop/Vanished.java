package dev.plumbline.agent.loop;

import dev.plumbline.plan.Orphan;
import dev.plumbline.platform.Owner;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.spec.workspace.PlumblineFile;
import java.util.List;

/// A workspace that is declared no more, and left something on a platform.
///
/// @param workspace its full name
/// @param orphans what carries its owner tag, in order of id
public record Vanished(String workspace, List<Orphan> orphans) {
    public Vanished {
        orphans = List.copyOf(orphans);
    }

    String shortName() {
        return workspace.substring(workspace.indexOf('/') + 1);
    }

    static Orphan orphan(String shortName, ResourceId id, Owner owner) {
        return new Orphan(
                id,
                owner.path(),
                PlumblineFile.PATH + " declares no workspace " + shortName + " any more",
                "to keep it, declare the workspace again; to be rid of it, do that and remove its document in a later commit, or delete it by hand");
    }
}
