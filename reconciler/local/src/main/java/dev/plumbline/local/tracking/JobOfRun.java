package dev.plumbline.local.tracking;

import dev.plumbline.local.tracking.protocol.KeyValue;
import java.util.List;

/// The run of a job that a tracked run belongs to.
///
/// @param run its id among jobs
/// @param job the resource's id: `job/train`
/// @param workspace `repository/workspace`
public record JobOfRun(String run, String job, String workspace, String commit) {
    /// The tags that tell it, which clients can read and not write.
    List<KeyValue> tags() {
        return List.of(
                new KeyValue("plumbline.commit", commit),
                new KeyValue("plumbline.job", job),
                new KeyValue("plumbline.run", run),
                new KeyValue("plumbline.workspace", workspace));
    }
}
